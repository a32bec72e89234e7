import { join } from 'node:path'
import { coreEvents } from '../core-events.ts'
import { coreFirstSteps } from '../core-first-steps.ts'
import { coreSettings } from '../core-settings.ts'
import { coreResources } from '../people/resources.ts'
import { checkLocales, type LocaleProblem } from './check.ts'
import { type Declared, expectedKeys } from './expected.ts'
import { readLocales } from './files.ts'
import { isNote, parseKey } from './keys.ts'
import { localePackages } from './packages.ts'
import { flatten, type LocaleFile } from './resources.ts'
import { scanSources, usedKeys } from './scan.ts'
import { reactAdminKeys, scanBackoffice, screens } from './screens.ts'

const core: Declared = {
  name: 'core',
  resources: coreResources,
  events: coreEvents,
  firstSteps: coreFirstSteps,
  settings: coreSettings,
}

/** Checks an installation's `locales/` against what its plugins declare and what their sources name. */
export function checkInstallation(root: string, plugins: readonly Declared[]): LocaleProblem[] {
  const own = readLocales(join(root, 'locales'))
  const known = new Set(own.map(({ namespace }) => namespace))
  const brought = wordsBrought(plugins, root).filter(({ namespace }) => !known.has(namespace))
  const files = [...own, ...brought]
  const english = keysOf(files.filter((file) => file.language === 'en'))
  const declared = plugins.some(({ name }) => name === 'core') ? plugins : [core, ...plugins]
  const scans = declared.map(({ name }) => scanSources(name, foldersOf(root, name)))
  const screen = scanBackoffice(root)
  // The text of an error may stand in any namespace, so that a plugin can refuse in the words of another.
  const translated = new Set(english.map((key) => key.slice(key.indexOf(':') + 1)))
  const withErrors = declared.map((plugin, index) => ({
    ...plugin,
    errors: [...(scans[index]?.codes ?? []), ...(plugin.errors ?? [])].filter(
      (code) => !translated.has(`errors.${code}`),
    ),
  }))
  const problems = checkLocales({
    files,
    expected: [...expectedKeys(withErrors), ...reactAdminKeys(root), ...screen.flatMap(({ asked }) => [...asked])],
    used: usedKeys([...scans, ...screen], english),
  })
  // The sources of a plugin from elsewhere, or of a backoffice that came built, are not here to be read.
  const unread = [...brought.map(({ namespace }) => namespace), ...(screen.length > 0 ? [] : [screens])]
  const isForeign = ({ key }: LocaleProblem) => unread.some((namespace) => key.startsWith(`${namespace}:`))
  return problems.filter((problem) => problem.code !== 'unused' || !isForeign(problem))
}

function wordsBrought(plugins: readonly Declared[], root: string): LocaleFile[] {
  return localePackages(plugins, root).flatMap(({ namespace, folder }) =>
    readLocales(folder).filter((file) => file.namespace === namespace),
  )
}

function foldersOf(root: string, name: string): string[] {
  if (name === 'core') return [join(root, 'core/src')]
  return ['src', 'contract/src', 'admin'].map((folder) => join(root, 'plugins', name, folder))
}

function keysOf(files: readonly LocaleFile[]): string[] {
  return files.flatMap(({ namespace, resources }) => {
    const texts = flatten(resources)
    const keys = [...texts.keys()].filter((key) => !isNote(key))
    return keys.map((key) => `${namespace}:${parseKey(key, (name) => texts.has(name)).base}`)
  })
}
