import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Plugin } from '@guildhall/sdk'
import { WiringError, type WiringProblem } from './wiring.ts'

/** The built module of a plugin's own screens. */
export interface AdminModule {
  readonly plugin: string
  /** Its address: it carries the contents' hash, so a browser may keep what it got for good. */
  readonly url: string
  readonly source: Buffer
}

/**
 * Reads the modules that the plugins declare. They are served from memory under addresses made here, so that no request can name a file.
 * @throws WiringError naming those that are not there
 */
export function readAdminModules(plugins: readonly Plugin[]): AdminModule[] {
  const problems: WiringProblem[] = []
  const modules = plugins.flatMap(({ name, admin }) => {
    if (!admin) return []
    const file = pathOf(admin.module)
    try {
      const source = readFileSync(file)
      const hash = createHash('sha256').update(source).digest('base64url').slice(0, 16)
      return [{ plugin: name, url: `/api/modules/${name}.${hash}.js`, source }]
    } catch (error) {
      problems.push({
        plugin: name,
        place: 'admin.module',
        problem: `${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? (error as Error).message}).`,
        remedy: 'Build it (npm run build), or correct where the module is.',
      })
      return []
    }
  })
  if (problems.length > 0) throw new WiringError(problems)
  return modules
}

const pathOf = (module: URL | string): string =>
  module instanceof URL || module.startsWith('file:') ? fileURLToPath(module) : module
