import { expect, it } from 'vitest'
import { loadLocales } from '../../src/i18n/files.ts'
import { checkInstallation } from '../../src/i18n/installation-check.ts'
import { parseKey } from '../../src/i18n/keys.ts'
import { flatten, type LocaleFile } from '../../src/i18n/resources.ts'
import { createVocabulary } from '../../src/i18n/vocabulary.ts'

const root = `${import.meta.dirname}/../../..`

it('the texts of the core are complete in English, Romanian and Russian, and none is left over', () => {
  const problems = checkInstallation(root, []).filter(({ key }) => key.startsWith('core:'))
  expect(problems.map(({ language, key, code, detail }) => `${language} ${key} ${code} ${detail}`)).toEqual([])
})

it('no text of the core shows its seams, whatever noun it speaks of', async () => {
  const files = loadLocales(`${root}/locales`)
  const vocabulary = await createVocabulary({ files })
  const resources = ['people', 'roles', undefined]
  for (const language of ['en', 'ro', 'ru']) {
    const t = vocabulary.translator(language)
    for (const code of declared(files))
      for (const resource of resources) {
        const text = t.error(code, { ...(resource && { resource }), ...everything })
        expect(text, `${language} ${code} ${resource}`).toMatch(/^[^{}$_]+$/u)
        expect(text).not.toMatch(/undefined|null|\[object/)
      }
  }
})

const everything = {
  ...{
    action: 'update',
    state: 'active',
    field: 'name',
    fields: ['name'],
    allowed: ['one'],
    limit: 3,
    given: 'x',
    value: 'x',
  },
  ...{
    operator: 'x',
    header: 'to',
    detail: 'x',
    through: 'x',
    requestId: 'x',
    dependants: [{ resource: 'roles', plugin: 'core', count: 5 }],
  },
}

function declared(files: readonly LocaleFile[]): string[] {
  const english = files.find(({ language, namespace }) => language === 'en' && namespace === 'core')?.resources ?? {}
  const keys = [...flatten(english).keys()].filter((key) => key.startsWith('errors.'))
  return [
    ...new Set(keys.map((key) => parseKey(key, (name) => flatten(english).has(name)).base.slice('errors.'.length))),
  ]
}
