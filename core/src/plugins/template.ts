import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { reservedNames } from './check.ts'
import { folderOfPackage } from './package-folder.ts'

/** The plugin that stands in the template's folder; its name becomes the new one's. */
const sample = 'acme-sample'
const templateFolder = join(folderOfPackage(fileURLToPath(import.meta.url)), 'templates/plugin')

export type NameProblem = 'form' | 'vendor' | 'long' | 'reserved' | 'taken'

/** Names of many authors stand in one installation, and each name becomes part of tables', routes' and packages' names. */
export function judgeName(name: string, taken: Iterable<string>): NameProblem | null {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) return 'form'
  if (!name.includes('-')) return reservedNames.has(name) || name === 'core' ? 'reserved' : 'vendor'
  // PostgreSQL cuts names off at 63 bytes, and a search function's is longer than its table's.
  if (name.length > 40) return 'long'
  if (reservedNames.has(name) || /^(core|guildhall)-/.test(name)) return 'reserved'
  return new Set(taken).has(name) ? 'taken' : null
}

/** Writes a plugin that runs: a resource with its migration, its words, its test and a screen of its own. @returns the files written */
export function writePlugin(folder: string, name: string): string[] {
  const words = { [sample]: name, [sample.replaceAll('-', '_')]: name.replaceAll('-', '_') }
  const rename = (text: string) => text.replaceAll(/acme[-_]sample/g, (found) => words[found] ?? found)
  return readdirSync(templateFolder, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(join(templateFolder, file)).isFile())
    .sort()
    .map((file) => {
      // npm would leave a .gitignore out of the package.
      const target = rename(file === 'gitignore' ? '.gitignore' : file)
      mkdirSync(dirname(join(folder, target)), { recursive: true })
      writeFileSync(join(folder, target), rename(readFileSync(join(templateFolder, file), 'utf8')), { flag: 'wx' })
      return target
    })
}

/** A folder that is not there, or has nothing in it, may become a plugin's. */
export const isFree = (folder: string) => !existsSync(folder) || readdirSync(folder).length === 0
