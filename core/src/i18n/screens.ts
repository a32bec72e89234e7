import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { parseKey } from './keys.ts'
import { flatten, type Resources } from './resources.ts'
import { type ScreenScan, scanScreens } from './scan.ts'

/** The namespace of the backoffice. Its sources lie beside an installation only where both are developed together. */
export const screens = 'admin'

export const screensFolder = (root: string): string => join(root, 'admin-ui/src')

/** What the backoffice's sources name, or nothing where they are not to be read. */
export function scanBackoffice(root: string): ScreenScan[] {
  return existsSync(screensFolder(root)) ? [scanScreens(screens, screensFolder(root))] : []
}

/** What react-admin itself says, after the English texts it brings. */
export function reactAdminKeys(root: string): string[] {
  const texts = existsSync(screensFolder(root)) ? englishOfReactAdmin(root) : undefined
  return [...(texts ? flatten(texts).keys() : [])].map((key) => `${screens}:${parseKey(key).base}`)
}

function englishOfReactAdmin(root: string): Resources | undefined {
  try {
    const brought = createRequire(join(root, 'admin-ui/package.json'))('ra-language-english')
    return brought.default ?? brought
  } catch {
    return undefined
  }
}
