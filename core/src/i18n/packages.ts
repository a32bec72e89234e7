import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { packageFolder } from '../plugins/package-folder.ts'
import type { WiringProblem } from '../plugins/wiring.ts'
import { checkLocales, type LocaleProblem } from './check.ts'
import { type Declared, expectedKeys } from './expected.ts'
import { type LocalePackage, readLocales } from './files.ts'
import type { LocaleFile } from './resources.ts'

/** Where the plugins bring their own words: where they say so, else beside their package.json or their migrations. */
export function localePackages(
  plugins: readonly Pick<Declared, 'name' | 'locales' | 'migrations'>[],
  root: string,
): LocalePackage[] {
  return plugins.flatMap(({ name, locales, migrations }) => {
    const found = name === 'core' ? undefined : packageFolder(name, root)
    const places = [
      ...(locales ? [fileURLToPath(locales)] : []),
      ...(found ? [join(found, 'locales')] : []),
      ...(migrations ? [join(fileURLToPath(migrations), '../locales')] : []),
    ]
    const folder = locales ? places[0] : places.find((place) => existsSync(place))
    return folder ? [{ namespace: name, folder }] : []
  })
}

export interface LackOptions {
  readonly root: string
  readonly packages: readonly LocalePackage[]
  /** As they were loaded. */
  readonly files: readonly LocaleFile[]
  readonly plugins: readonly Declared[]
}

const namedAtMost = 5

/**
 * What the words of plugins from elsewhere lack, for the log: such a plugin works, and shows keys or English instead.
 * Those whose words lie in the installation's `locales/` are checked by `guildhall locale check` and the laws, not at each start.
 */
export function findLacks({ root, packages, files, plugins }: LackOptions): WiringProblem[] {
  const languages = [...new Set(files.map(({ language }) => language))].sort()
  const known = new Set(plugins.filter(({ name }) => isAtHome(root, name)).map(({ name }) => name))
  return plugins
    .filter(({ name }) => !known.has(name))
    .flatMap((plugin) => {
      const folder = packages.find(({ namespace }) => namespace === plugin.name)?.folder
      if (!folder || !existsSync(folder)) return [wordless(plugin.name, folder)]
      return [...strangersIn(plugin.name, folder), ...lacksOf(plugin, folder, files, languages)]
    })
}

const isAtHome = (root: string, name: string) => existsSync(join(root, 'locales/en', `${name}.json`))

function wordless(plugin: string, folder: string | undefined): WiringProblem {
  return {
    plugin,
    place: folder ?? 'locales',
    problem: 'it brings no words, so people read keys.',
    remedy: `Put locales/en/${plugin}.json into its package, or into the installation's locales/.`,
  }
}

/** A package speaks for itself only. */
function strangersIn(plugin: string, folder: string): WiringProblem[] {
  return readLocales(folder)
    .filter(({ namespace }) => namespace !== plugin)
    .map(({ language, namespace }) => ({
      plugin,
      place: join(folder, language, `${namespace}.json`),
      problem: `these are the words of ${namespace}, not its own; they are not used.`,
      remedy: `Name the file ${plugin}.json, or put it into the installation's locales/.`,
    }))
}

function lacksOf(
  plugin: Declared,
  folder: string,
  files: readonly LocaleFile[],
  languages: readonly string[],
): WiringProblem[] {
  const heard = files.filter(({ namespace }) => namespace === plugin.name || namespace === 'core')
  const own = checkLocales({ files: heard, expected: expectedKeys([plugin]) }).filter(({ key }) =>
    key.startsWith(`${plugin.name}:`),
  )
  return languages.flatMap((language) => {
    const problems = own.filter((problem) => problem.language === language)
    if (problems.length === 0) return []
    return [
      {
        plugin: plugin.name,
        place: join(folder, language, `${plugin.name}.json`),
        problem: `${problems.length} of its texts are missing or unusable: ${listed(problems)}.`,
        remedy: `Write them there, or in the installation's locales/${language}/${plugin.name}.json; guildhall locale check names all.`,
      },
    ]
  })
}

function listed(problems: readonly LocaleProblem[]): string {
  const named = problems.slice(0, namedAtMost).map(({ key, code }) => `${key.slice(key.indexOf(':') + 1)} (${code})`)
  return [...named, ...(problems.length > namedAtMost ? ['…'] : [])].join(', ')
}
