import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Command } from 'commander'
import { findInstallation } from '../config/installation.ts'
import { beginLocale } from '../i18n/begin.ts'
import { localeStats } from '../i18n/check.ts'
import type { Declared } from '../i18n/expected.ts'
import { readLocales } from '../i18n/files.ts'
import { checkInstallation } from '../i18n/installation-check.ts'
import { canonicalLanguage } from '../i18n/languages.ts'
import type { Translator } from '../i18n/translator.ts'

interface Options {
  readonly json?: boolean
  readonly language?: string
}

/** `guildhall locale check|add|stats`: for translators and the authors of plugins; works on the `locales/` of the installation. */
export function register(program: Command, t: Translator): void {
  const text = (key: string, params?: Readonly<Record<string, unknown>>) => t(`core:cli.locale.${key}`, params)
  const locale = program.command('locale').description(text('description'))
  const verb = (name: string, key: string) => locale.command(name).description(text(key)).option('--json', text('json'))

  verb('check', 'check')
    .option('--language <tag>', text('only'))
    .action(async ({ json, language }: Options) => {
      const root = findInstallation()
      const all = checkInstallation(root, await installedPlugins(root))
      const problems = all.filter((problem) => !language || problem.language === language)
      if (problems.length > 0) process.exitCode = 1
      if (json) return print(JSON.stringify(problems, null, 2))
      for (const { language, key, code, detail } of problems) print(`${language}  ${key}  ${t(`core:locale.problems.${code}`, { detail })}`)
      const languages = [...new Set(readLocales(join(root, 'locales')).map((file) => file.language))]
      print(problems.length > 0 ? text('found', { count: problems.length }) : text('clean', { languages }))
    })

  verb('add <language>', 'add')
    .action((given: string, { json }: Options) => {
      const folder = join(findInstallation(), 'locales')
      const language = canonicalLanguage(given)
      if (!language) return fail(text('unknown', { language: given }))
      if (existsSync(join(folder, language))) return fail(text('exists', { language }))
      mkdirSync(join(folder, language), { recursive: true })
      const files = readLocales(folder).filter((file) => file.language === 'en').map((file) => {
        const path = join(folder, language, `${file.namespace}.json`)
        writeFileSync(path, `${JSON.stringify(beginLocale(file, language).resources, null, 2)}\n`)
        return path
      })
      print(json ? JSON.stringify({ language, files }) : text('added', { files }))
    })

  verb('stats', 'stats').action(({ json }: Options) => {
    const stats = localeStats(readLocales(join(findInstallation(), 'locales')))
    if (json) return print(JSON.stringify(stats, null, 2))
    for (const { language, namespace, translated, total } of stats)
      print(`${language}  ${namespace}  ${translated}/${total}  ${Math.floor((100 * translated) / Math.max(total, 1))} %`)
  })
}

/** What the composition root lists; nothing where there is none, as in the folder of a single plugin's author. */
async function installedPlugins(root: string): Promise<readonly Declared[]> {
  const file = ['platform.config.ts', 'platform.config.js'].map((name) => join(root, name)).find(existsSync)
  if (!file) return []
  const { default: config } = (await import(pathToFileURL(file).href)) as { default: { plugins: readonly Declared[] } }
  return config.plugins
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

function fail(line: string): void {
  process.stderr.write(`${line}\n`)
  process.exitCode = 1
}
