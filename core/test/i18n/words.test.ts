import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../../src/database/pool.ts'
import { withClient } from '../../src/database/provision.ts'
import { loadLocales } from '../../src/i18n/files.ts'
import { judgeForms } from '../../src/i18n/judge-forms.ts'
import { createLexicon, entryOfKey } from '../../src/i18n/lexicon.ts'
import type { LocaleFile } from '../../src/i18n/resources.ts'
import { createVocabulary, type Vocabulary } from '../../src/i18n/vocabulary.ts'
import { createWordStore } from '../../src/i18n/word-store.ts'
import type { Word, WordSource } from '../../src/i18n/words.ts'
import { createTestDatabase, type TestDatabase, templateDatabase } from '../../testing/database.ts'

const at = '2026-11-22T10:00:00.000Z'
const studio = '01980000-0000-7000-8000-000000000001'
const bureau = '01980000-0000-7000-8000-000000000002'
const work = (language: string, nouns: Record<string, string>, of: string): LocaleFile => ({
  namespace: 'work',
  language,
  resources: { resources: { jobs: { ...nouns, ...(language === 'en' ? {} : { gender: 'neuter' }) } }, of },
})
const files: LocaleFile[] = [
  ...loadLocales(`${import.meta.dirname}/../../../locales`),
  work(
    'en',
    { noun_one: 'project', noun_other: 'projects' },
    'The client of the $t(resources.jobs.noun, {"count": 1}) {{name}}',
  ),
  work(
    'ro',
    { noun_one: 'proiect', noun_few: 'proiecte', noun_other: 'proiecte', noun_genitive: 'proiectului' },
    'Clientul $t(resources.jobs.noun, {"context": "genitive", "count": 1}) {{name}}',
  ),
]
const word = (language: string, key: string, value: string) => ({ language, namespace: 'work', key, value })

let testDatabase: TestDatabase
let database: Database
let store: WordSource
let vocabulary: Vocabulary

beforeAll(async () => {
  const migrations = ['0001_foundation', '0004_words', '0009_custom_fields'].map((name) =>
    readFileSync(`${import.meta.dirname}/../../migrations/${name}.sql`, 'utf8'),
  )
  await templateDatabase('words', (urls) =>
    withClient(urls.ownerUrl, async (client) => {
      for (const sql of migrations) await client.query(sql)
    }),
  )
  testDatabase = await createTestDatabase('words')
  await withClient(testDatabase.ownerUrl, (client) =>
    client.query(
      'insert into guildhall.tenants (id, slug, name, created_at) values ($1, $2, $2, $5), ($3, $4, $4, $5)',
      [studio, 'studio', bureau, 'bureau', at],
    ),
  )
  database = openDatabase({ url: testDatabase.appUrl, size: 2, name: 'words' })
  store = createWordStore(database)
  vocabulary = await createVocabulary({ files, words: store })
})
afterAll(async () => {
  await database?.close()
  await testDatabase?.drop()
})

/** An empty text takes the word away. */
const save = (words: readonly Word[]) =>
  withClient(testDatabase.ownerUrl, async (client) => {
    for (const { language, namespace, key, value } of words) {
      const place = [studio, language, namespace, key]
      await client.query(
        'delete from guildhall.word_overrides where tenant_id = $1 and language = $2 and namespace = $3 and key = $4',
        place,
      )
      if (value !== '')
        await client.query(
          `insert into guildhall.word_overrides (tenant_id, language, namespace, key, value, changed_at) values ($1, $2, $3, $4, $5, $6)`,
          [...place, value, at],
        )
    }
  })
const readerOf = async (id: string, language = 'ro', epoch?: number) => {
  await vocabulary.load(id, epoch)
  return vocabulary.translator(language, { tenant: { id, language: 'ro' } })
}

describe('a tenant that renames a noun', () => {
  beforeAll(async () => {
    await save([
      word('ro', 'resources.jobs.noun_one', 'dosar'),
      word('ro', 'resources.jobs.noun_genitive', 'dosarului'),
    ])
  })

  it('reads its own word in every sentence, in the right case', async () => {
    const t = await readerOf(studio)
    expect(t.noun('jobs')).toBe('dosar')
    expect(t('work:of', { name: 'X' })).toBe('Clientul dosarului X')
    expect(t.error('records.not_archived', { resource: 'jobs' })).toBe('Acest dosar nu este arhivat.')
  })

  it('changes nothing for its neighbour, nor for a mail without a tenant', async () => {
    expect((await readerOf(bureau)).noun('jobs')).toBe('proiect')
    expect(vocabulary.translator('ro').noun('jobs')).toBe('proiect')
    const { rows } = await database.pool.query('select * from guildhall.word_overrides')
    expect(rows).toEqual([])
  })

  it('sees a change as soon as the epoch moves, without a restart, also through a translator made before', async () => {
    const before = await readerOf(studio, 'ro', 1)
    await save([word('ro', 'resources.jobs.noun_one', 'caz')])
    expect((await readerOf(studio, 'ro', 1)).noun('jobs')).toBe('dosar')
    expect((await readerOf(studio, 'ro', 2)).noun('jobs')).toBe('caz')
    expect(before.noun('jobs')).toBe('caz')
  })

  it('gets the shipped word back when it takes its own away', async () => {
    await save([word('ro', 'resources.jobs.noun_one', ''), word('ro', 'resources.jobs.noun_genitive', '')])
    await vocabulary.reload(studio)
    expect((await readerOf(studio)).noun('jobs')).toBe('proiect')
  })

  it('gives its screens the words it changed', async () => {
    await save([word('ro', 'resources.jobs.noun_one', 'dosar')])
    await vocabulary.reload(studio)
    const resources = vocabulary.resources('ro', { tenant: { id: studio, language: 'ro' }, namespaces: ['work'] })
    expect(resources.work).toMatchObject({ resources: { jobs: { noun_one: 'dosar', noun_few: 'proiecte' } } })
  })

  it('may write markup, which is just text', async () => {
    await save([word('ro', 'resources.jobs.noun_one', '<script>alert(1)</script>')])
    await vocabulary.reload(studio)
    expect((await readerOf(studio)).noun('jobs')).toBe('<script>alert(1)</script>')
  })
})

describe('a language added in the backoffice', () => {
  it('is offered, used and falls back to English where it has no text yet', async () => {
    await withClient(testDatabase.ownerUrl, async (client) => {
      await client.query(`insert into guildhall.languages (language, name, created_at) values ('de', 'Deutsch', $1)`, [
        at,
      ])
      await client.query(
        `insert into guildhall.language_words (language, namespace, key, value, changed_at)
         values ('de', 'work', 'resources.jobs.noun_one', 'Auftrag', $1)`,
        [at],
      )
      await client.query(`insert into guildhall.installation (name, value) values ('words', '1')`)
    })
    expect(vocabulary.languagesOffered().map(({ language }) => language)).not.toContain('de')
    await vocabulary.refresh()
    expect(vocabulary.languagesOffered()).toContainEqual({
      language: 'de',
      name: 'Deutsch',
      direction: 'ltr',
      added: true,
    })
    expect(vocabulary.negotiate('de-AT, en;q=0.5')).toBe('de')
    expect(vocabulary.translator('de').noun('jobs')).toBe('Auftrag')
    expect(vocabulary.translator('de')('work:of', { name: 'X' })).toBe('The client of the Auftrag X')
  })
})

it('many readers who come at once wait for one reading', async () => {
  let asked = 0
  const counting = await createVocabulary({
    files,
    words: {
      ...store,
      tenant: async (id) => {
        asked++
        return store.tenant(id)
      },
    },
  })
  await Promise.all(Array.from({ length: 20 }, () => counting.load(studio, 7)))
  await counting.load(studio, 7)
  expect(asked).toBe(1)
  await counting.load(studio, 8)
  expect(asked).toBe(2)
})

describe('a word is refused', () => {
  const lexicon = createLexicon(files)
  /** What is wrong with one form, whatever may be said of those that are not given. */
  const judge = (key: string, value: string, language = 'ro') => {
    const found = entryOfKey(lexicon, 'work', key)
    if (!found) return ['words.unknown_key']
    const problems = judgeForms(found.entry, language, { [found.form]: value }, lexicon)
    return problems.filter(({ path }) => path === `forms.${found.form}`).map(({ code }) => code)
  }

  it('never when it is right', () => {
    expect(judge('resources.jobs.noun_genitive', 'dosarului')).toEqual([])
    expect(judge('resources.jobs.gender', 'masculine')).toEqual([])
    expect(judge('of', 'Al $t(resources.jobs.noun, {"context": "genitive", "count": 1}) {{name}} client')).toEqual([])
    expect(judge('resources.jobs.noun_one', '<b>dosar</b>')).toEqual([])
  })

  it('when nobody asks for it', () => {
    expect(judge('resources.jobs.nuon', 'dosar')).toEqual(['words.unknown_key'])
    expect(judge('__proto__.polluted', 'x')).toEqual(['words.unknown_key'])
    expect(judge('resources.jobs.noun_many', 'dosare')).toEqual(['validation.unknown_property'])
    expect(judge('resources.jobs.noun_genitive', 'case', 'en')).toEqual(['validation.unknown_property'])
    expect(judge('resources.jobs.gender', 'common')).toEqual(['words.unknown_gender'])
  })

  it('when it lacks a form the language needs, or a value the original puts in', () => {
    const jobs = lexicon.find('work', 'resources.jobs.noun')
    const of = lexicon.find('work', 'of')
    if (!jobs || !of) throw new Error('not there')
    const problems = judgeForms(jobs, 'ro', { one: 'dosar', other: 'dosare' }, lexicon)
    expect(problems.map(({ path, code }) => [path, code])).toEqual(
      ['few', 'definite', 'definite_plural', 'genitive', 'genitive_plural', 'gender'].map((form) => [
        `forms.${form}`,
        'validation.required',
      ]),
    )
    expect(judgeForms(of, 'ro', { text: 'Clientul' }, lexicon)).toMatchObject([
      { path: 'forms', code: 'words.missing_placeholder', params: { detail: '{{name}}' } },
    ])
    expect(judgeForms(of, 'ro', { masculine: '{{name}}' }, lexicon).map(({ path }) => path)).toEqual([
      'forms.feminine',
      'forms.neuter',
    ])
  })

  it('when it asks for a value the sentence does not have, or for somebody else’s text', () => {
    expect(judge('of', '{{name}} {{password}}')).toEqual(['words.unknown_placeholder'])
    expect(judge('of', '{{name, shout}}')).toEqual(['words.unknown_format'])
    expect(judge('of', '{{name}} $t(core:mail.footer)')).toEqual(['words.unknown_nesting'])
    expect(judge('of', '{{name}} $t(of)')).toEqual(['words.unknown_nesting'])
    expect(judge('of', '{{name}} $t(resources.jobs.noun, {"lng": "{{name}}"})')).toEqual(['words.unreadable_nesting'])
    expect(judge('of', '{{name}} $t(resources.jobs.noun, {"lng": "en"})')).toEqual(['words.unreadable_nesting'])
  })

  it('when a noun would lead to itself', () => {
    expect(judge('resources.jobs.noun_one', '$t(resources.jobs.noun)')).toEqual(['words.nesting_in_noun'])
    expect(judge('resources.jobs.noun_one', '{{name}}')).toEqual(['words.nesting_in_noun'])
  })

  it('when it is empty or endless', () => {
    expect(judge('of', '  ')).toEqual(['validation.required'])
    expect(judge('of', 'x'.repeat(2_001))).toEqual(['words.too_long'])
  })
})
