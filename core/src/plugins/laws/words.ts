import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkInstallation } from '../../i18n/installation-check.ts'
import type { Finding, Law } from './law.ts'

/** Properties whose text a person would read. */
const shown = /\b(?:label|title|message|description|text|placeholder|hint|summary):\s*(['"`])((?:(?!\1).){3,}?)\1/g
const isKey = (text: string) => /^[a-z][\w-]*[:.][\w.:-]+$/.test(text) || !/\s/.test(text)

export const everyWordIsAKey: Law = {
  number: 7,
  says: 'every word is a key, in every language',
  async check({ root, plugins, platform, isInhabited }) {
    const missing = checkInstallation(root, platform.installed.plugins.slice(1)).filter(
      ({ key }) => plugins.some(({ name }) => key.startsWith(`${name}:`)) || isInhabited,
    )
    const findings: Finding[] = missing.map(({ language, key, code, detail }) => ({
      plugin: key.split(':')[0] ?? 'core',
      place: `locales/${language}/${key.split(':')[0]}.json, ${key}`,
      problem: `${code}${detail ? ` ${detail}` : ''}.`,
      remedy: 'guildhall locale check names it; write the text in every language.',
    }))
    for (const { name } of plugins)
      for (const file of sourcesOf(join(root, 'plugins', name, 'src')))
        for (const [, , text = ''] of readFileSync(join(root, 'plugins', name, 'src', file), 'utf8').matchAll(shown))
          if (!isKey(text))
            findings.push({
              plugin: name,
              place: `plugins/${name}/src/${file}`,
              problem: `"${text}" is written in code.`,
              remedy: 'Put it into the locale files and name its key.',
            })
    return findings
  },
}

function sourcesOf(folder: string): string[] {
  return existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
    : []
}
