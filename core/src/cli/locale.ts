import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { BootError } from '../config/boot-error.ts'
import { findInstallation } from '../config/installation.ts'
import { beginLocale } from '../i18n/begin.ts'
import { localeStats } from '../i18n/check.ts'
import type { Declared } from '../i18n/expected.ts'
import { readLocales } from '../i18n/files.ts'
import { checkInstallation } from '../i18n/installation-check.ts'
import { canonicalLanguage } from '../i18n/languages.ts'
import { localeWords as words } from './locale-words.ts'
import type { Verb } from './verb.ts'

/** Exits with 1 when something is wrong, so that it can stand in a pipeline. */
export const localeCheck: Verb = {
  name: 'locale check',
  description: words.check,
  options: [['--language <tag>', words.only]],
  async run({ options }) {
    const root = findInstallation()
    const all = checkInstallation(root, await installedPlugins(root))
    const problems = all.filter((problem) => !options.language || problem.language === options.language)
    if (problems.length > 0) process.exitCode = 1
    const lines = problems.map(
      ({ language, key, code, detail }) => `${language}  ${key}  ${words.problems[code](detail)}`,
    )
    return { lines: [...lines, words.found(problems.length)], data: problems }
  },
}

export const localeAdd: Verb = {
  name: 'locale add',
  description: words.add,
  arguments: [['<language>', words.language]],
  async run({ args: [given = ''] }) {
    const folder = join(findInstallation(), 'locales')
    const language = canonicalLanguage(given)
    if (!language) throw new BootError('boot.language_unknown', { given })
    if (existsSync(join(folder, language))) throw new BootError('boot.language_exists', { language, folder })
    mkdirSync(join(folder, language), { recursive: true })
    const english = readLocales(folder).filter((file) => file.language === 'en')
    const files = english.map((file) => {
      const path = join(folder, language, `${file.namespace}.json`)
      writeFileSync(path, `${JSON.stringify(beginLocale(file, language).resources, null, 2)}\n`)
      return path
    })
    return { lines: [...files, words.added], data: { language, files } }
  },
}

export const localeStatistics: Verb = {
  name: 'locale stats',
  description: words.stats,
  async run() {
    const stats = localeStats(readLocales(join(findInstallation(), 'locales')))
    const lines = stats.map(({ language, namespace, translated, total }) => {
      const share = Math.floor((100 * translated) / Math.max(total, 1))
      return `${language.padEnd(8)}${namespace.padEnd(24)}${String(share).padStart(3)} %  ${translated}/${total}`
    })
    return { lines, data: stats }
  },
}

/** What the composition root lists; nothing where there is none, as in the folder of a single plugin's author. */
async function installedPlugins(root: string): Promise<readonly Declared[]> {
  const file = ['platform.config.ts', 'platform.config.js'].map((name) => join(root, name)).find(existsSync)
  if (!file) return []
  const { default: config } = (await import(pathToFileURL(file).href)) as { default: { plugins: readonly Declared[] } }
  return config.plugins
}
