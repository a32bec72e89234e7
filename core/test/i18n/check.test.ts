import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineEvent, definePlugin, defineResource, enumeration, integer, state, Type, text } from '@guildhall/sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { beginLocale } from '../../src/i18n/begin.ts'
import { checkLocales, localeStats } from '../../src/i18n/check.ts'
import { expectedKeys } from '../../src/i18n/expected.ts'
import { loadLocales } from '../../src/i18n/files.ts'
import { checkInstallation } from '../../src/i18n/installation-check.ts'
import type { LocaleFile, Resources } from '../../src/i18n/resources.ts'
import { scanSources, usedKeys } from '../../src/i18n/scan.ts'

const file = (language: string, resources: Resources): LocaleFile => ({ namespace: 'work', language, resources })
const english = { hello: 'Hello {{name}}', found_one: '{{count}} thing', found_other: '{{count}} things' }
const problems = (language: string, resources: Resources, source: Resources = english) =>
  checkLocales({ files: [file('en', source), file(language, resources)], expected: [] })
    .filter((problem) => problem.language === language)
    .map(({ key, code, detail }) => [key.replace('work:', ''), code, detail].filter(Boolean).join(' '))

const russian = {
  hello: 'Привет, {{name}}',
  found_one: '{{count}} вещь',
  found_few: '{{count}} вещи',
  found_many: '{{count}} вещей',
  found_other: '{{count}} вещи',
}

describe('a translation is complete', () => {
  it('when every key has every form its language needs', () => {
    expect(problems('ru', russian)).toEqual([])
    expect(problems('ja', { hello: '{{name}}', found_other: '{{count}}' })).toEqual([])
  })

  it('not when a key or a plural form is missing, or one is there that the language does not have', () => {
    expect(problems('ru', { found_one: '{{count}}', found_other: '{{count}}' })).toEqual([
      'hello missing',
      'found_few missing_form',
      'found_many missing_form',
    ])
    expect(problems('ro', { ...russian })).toEqual(['found_many wrong_form'])
    expect(problems('ru', { ...russian, found: '{{count}}' })).toContain('found wrong_form')
  })

  it('not when it knows a key English does not', () => {
    expect(problems('ru', { ...russian, bye: 'Пока' })).toEqual(['bye unknown'])
  })

  it('not when a placeholder is lost, invented or given an unknown format', () => {
    expect(problems('ru', { ...russian, hello: 'Привет' })).toEqual(['hello missing_placeholder {{name}}'])
    expect(problems('ru', { ...russian, hello: '{{name}} {{surname}}' })).toEqual([
      'hello unknown_placeholder {{surname}}',
    ])
    expect(problems('ru', { ...russian, hello: '{{name, shout}}' })).toEqual(['hello unknown_format shout'])
  })

  it('not when a text is empty', () => {
    expect(problems('ru', { ...russian, found_few: ' ' })).toContain('found_few empty')
  })
})

describe('a noun', () => {
  const source = {
    resources: { things: { noun_one: 'thing', noun_other: 'things' } },
    of: 'of the $t(resources.things.noun, {"count": 1})',
  }
  const noun = { noun_one: 'lucru', noun_few: 'lucruri', noun_other: 'lucruri' }
  const all = {
    ...noun,
    noun_definite: 'lucrul',
    noun_definite_plural: 'lucrurile',
    noun_genitive: 'lucrului',
    noun_genitive_plural: 'lucrurilor',
    gender: 'neuter',
  }
  const check = (things: Resources, of = 'al $t(resources.things.noun, {"context": "genitive", "count": 1})') =>
    problems('ro', { resources: { things }, of }, source)

  it('has all forms and the gender that the grammar asks for', () => {
    expect(check(all)).toEqual([])
    expect(check(noun)).toEqual(
      ['noun_definite', 'noun_definite_plural', 'noun_genitive', 'noun_genitive_plural', 'gender'].map(
        (form) => `resources.things.${form} missing_form`,
      ),
    )
    expect(check({ ...all, gender: 'common' })).toEqual(['resources.things.gender unknown_gender common'])
  })

  it('is nested only as a noun, in a form that exists', () => {
    expect(check(all, '$t(of)')).toEqual(['of unknown_nesting of'])
    expect(check(all, '$t(resources.thing.noun)')).toEqual(['of unknown_nesting resources.thing.noun'])
    expect(check(all, '$t(resources.things.noun, {"context": "dative"})')).toEqual(['of unknown_form dative'])
    expect(check(all, '$t(resources.things.noun, {context})')).toEqual(['of unreadable_nesting resources.things.noun'])
    expect(check(all, '$t(resources.things.noun')).toEqual(['of unreadable_nesting $t(resources.things.noun'])
    expect(check({ ...all, noun_one: '$t(of)' })).toEqual(['resources.things.noun_one nesting_in_noun $t(of)'])
  })

  it('agrees in every gender or in none', () => {
    const gendered = { done: 'done' }
    expect(problems('ro', { done_masculine: 'gata', done_feminine: 'gata', done_neuter: 'gata' }, gendered)).toEqual([])
    expect(problems('ro', { done_masculine: 'gata' }, gendered)).toEqual([
      'done_feminine missing_form',
      'done_neuter missing_form',
    ])
  })
})

it('a note stands beside a key and is no key itself', () => {
  expect(problems('ru', { ...russian, 'hello@note': 'x' })).toEqual([])
  expect(problems('ru', { ...russian, 'hallo@note': 'x' })).toEqual(['hallo@note note_without_key'])
})

it('an error whose code ends like a plural is no plural', () => {
  expect(
    problems('ru', { errors: { rate: { too_many: 'Слишком много' } } }, { errors: { rate: { too_many: 'Too many' } } }),
  ).toEqual([])
})

it('the keys a plugin needs follow from what it declares', () => {
  const things = defineResource('things', {
    fields: { name: text(), kind: enumeration(['big', 'small']), status: state(['new', 'done']) },
    actions: { finish: { from: 'new', to: 'done', input: { note: text(), how: enumeration(['well']) } } },
    views: { sections: { main: ['name'] } },
  })
  const plugin = definePlugin({
    name: 'work',
    resources: [things],
    settings: { months: integer(), mode: enumeration(['a']) },
    events: [defineEvent('work.thing.due_soon', Type.Object({}))],
    widgets: [{ name: 'open', count: things }],
    jobs: { remind: { run: async () => {} } },
  })
  expect(expectedKeys([plugin])).toEqual(
    [
      'plugin.name plugin.description resources.things.noun resources.things.empty',
      'resources.things.fields.name resources.things.fields.kind resources.things.fields.status',
      'resources.things.values.kind.big resources.things.values.kind.small resources.things.values.status.new resources.things.values.status.done',
      'resources.things.actions.finish resources.things.inputs.finish.note resources.things.inputs.finish.how resources.things.values.finish.how.well',
      'resources.things.sections.main settings.months settings.mode settingValues.mode.a events.thing.due_soon widgets.open jobs.remind',
    ]
      .flatMap((line) => line.split(' '))
      .map((key) => `work:${key}`)
      .sort(),
  )
})

describe('a folder of sources', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'locale-check-'))
    mkdirSync(join(folder, 'plugins/work/src'), { recursive: true })
    mkdirSync(join(folder, 'locales/en'), { recursive: true })
    writeFileSync(
      join(folder, 'plugins/work/src/index.ts'),
      "const gone = defineError<{ id: string }>('work.gone', 409)\nconst field = { path: 'x', code: 'work.bad' }\nt('work:greeting'); t(`work:kinds.${kind}`)\n",
    )
    writeFileSync(
      join(folder, 'locales/en/work.json'),
      JSON.stringify({
        plugin: { name: 'Work', description: 'Work.' },
        greeting: 'Hi',
        kinds: { a: 'A' },
        forgotten: 'x',
        errors: { work: { gone: 'Gone' } },
      }),
    )
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('tells which keys are used, and which codes have no text', () => {
    const scan = scanSources('work', [join(folder, 'plugins/work/src')])
    expect([...scan.codes]).toEqual(['work.gone', 'work.bad'])
    expect([...usedKeys([scan], ['work:greeting', 'work:kinds.a', 'work:forgotten', 'work:errors.work.gone'])]).toEqual(
      ['work:greeting', 'work:kinds.a', 'work:errors.work.gone'],
    )
    const found = checkInstallation(folder, [{ name: 'work' }]).filter(({ key }) => key.startsWith('work:'))
    expect(found.map(({ key, code }) => `${key} ${code}`)).toEqual([
      'work:errors.work.bad missing',
      'work:forgotten unused',
    ])
  })

  it('of a package is outvoted by the installation’s own, key by key, and speaks for itself alone', () => {
    const own = join(folder, 'node_modules/work/locales/en')
    mkdirSync(own, { recursive: true })
    writeFileSync(join(own, 'work.json'), JSON.stringify({ greeting: 'Hello from the package', more: 'More' }))
    writeFileSync(join(own, 'core.json'), JSON.stringify({ actions: { delete: 'Burn' } }))
    const [loaded, ...rest] = loadLocales(join(folder, 'locales'), [
      { namespace: 'work', folder: join(folder, 'node_modules/work/locales') },
    ])
    expect(loaded?.resources).toMatchObject({ greeting: 'Hi', more: 'More' })
    expect(rest).toEqual([])
  })
})

it('a new language begins with every form it needs, empty, and the notes', () => {
  const begun = beginLocale(
    file('en', {
      ...english,
      'hello@note': 'To a person.',
      resources: { things: { noun_one: 'thing', noun_other: 'things' } },
    }),
    'ru',
  )
  expect(Object.keys(begun.resources)).toEqual([
    'hello',
    'hello@note',
    'found_one',
    'found_few',
    'found_many',
    'found_other',
    'resources',
  ])
  expect(begun.resources['hello@note']).toBe('To a person.')
  expect(
    problems('ru', begun.resources, {
      ...english,
      resources: { things: { noun_one: 'thing', noun_other: 'things' } },
    }).every((problem) => / empty$| missing_placeholder|unknown_gender/.test(problem)),
  ).toBe(true)
})

it('statistics count translated keys, not forms', () => {
  expect(localeStats([file('en', english), file('ru', { hello: 'Привет, {{name}}' })])).toEqual([
    { language: 'en', namespace: 'work', translated: 2, total: 2 },
    { language: 'ru', namespace: 'work', translated: 1, total: 2 },
  ])
})

it('the screens of the backoffice name the keys they ask for, and those no screen asks for are unused', () => {
  const folder = mkdtempSync(join(tmpdir(), 'guildhall-screens-'))
  try {
    mkdirSync(join(folder, 'admin-ui/src/shell'), { recursive: true })
    const screen = [
      "translate('shell.greeting')",
      "translate('shell.nothing')",
      'translate(`shell.themes.${' + 'mode}`)',
      "label('shell.later')",
    ].join('\n')
    writeFileSync(join(folder, 'admin-ui/src/shell/top.tsx'), screen)
    mkdirSync(join(folder, 'locales/en'), { recursive: true })
    const shell = { greeting: 'Hello', themes: { dark: 'Dark' }, later: 'Later', forgotten: 'Forgotten' }
    writeFileSync(join(folder, 'locales/en/admin.json'), JSON.stringify({ shell }))
    const found = checkInstallation(folder, []).filter(({ key }) => key.startsWith('admin:'))
    expect(found.map(({ key, code }) => `${key} ${code}`)).toEqual([
      'admin:shell.nothing missing',
      'admin:shell.forgotten unused',
    ])
  } finally {
    rmSync(folder, { recursive: true })
  }
})
