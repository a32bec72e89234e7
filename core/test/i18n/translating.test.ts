import { beforeAll, describe, expect, it } from 'vitest'
import { loadLocales } from '../../src/i18n/files.ts'
import type { LocaleFile, Resources } from '../../src/i18n/resources.ts'
import { createVocabulary, type Vocabulary } from '../../src/i18n/vocabulary.ts'

const projects = (resources: Resources, language: string): LocaleFile => ({ namespace: 'work', language, resources })
const form = (context: string, count = 1) => `$t(resources.jobs.noun, {"context": "${context}", "count": ${count}})`
const files: LocaleFile[] = [
  ...loadLocales(`${import.meta.dirname}/../../../locales`),
  projects(
    {
      resources: {
        jobs: {
          noun_one: 'project',
          noun_other: 'projects',
          fields: { name: 'Name', status: 'State' },
          values: { status: { done: 'Done' } },
          actions: { finish: 'Finish' },
        },
      },
      found_one: 'Found {{count}} $t(resources.jobs.noun).',
      found_other: 'Found {{count}} $t(resources.jobs.noun).',
      of: 'The client of the $t(resources.jobs.noun, {"count": 1}) {{name}}.',
      onlyEnglish: 'Nobody has translated this.',
      errors: { work: { too_many: 'There are too many.' } },
    },
    'en',
  ),
  projects(
    {
      resources: {
        jobs: {
          noun_one: 'proiect',
          noun_few: 'proiecte',
          noun_other: 'proiecte',
          noun_definite: 'proiectul',
          noun_genitive: 'proiectului',
          gender: 'neuter',
          fields: { name: 'Denumire', status: 'Stare' },
          values: { status: { done: 'Încheiat' } },
          actions: { finish: 'Încheie' },
        },
      },
      found_one: 'S-a găsit {{count}} $t(resources.jobs.noun).',
      found_few: 'S-au găsit {{count}} $t(resources.jobs.noun).',
      found_other: 'S-au găsit {{count}} de $t(resources.jobs.noun).',
      of: `Clientul ${form('genitive')} {{name}}.`,
    },
    'ro',
  ),
  projects(
    {
      resources: {
        jobs: {
          noun_one: 'проект',
          noun_few: 'проекта',
          noun_many: 'проектов',
          noun_other: 'проекта',
          noun_plural: 'проекты',
          noun_genitive: 'проекта',
          noun_accusative: 'проект',
          gender: 'masculine',
          fields: { name: 'Название', status: 'Состояние' },
          values: { status: { done: 'Завершён' } },
          actions: { finish: 'Завершить' },
        },
      },
      found_one: 'Найден {{count}} $t(resources.jobs.noun).',
      found_few: 'Найдено {{count}} $t(resources.jobs.noun).',
      found_many: 'Найдено {{count}} $t(resources.jobs.noun).',
      found_other: 'Найдено {{count}} $t(resources.jobs.noun).',
      of: `Клиент ${form('genitive')} {{name}}.`,
    },
    'ru',
  ),
]

const added: LocaleFile = {
  namespace: 'more',
  language: 'en',
  resources: {
    resources: {
      jobs: { fields: { extra: '$t(work:resources.jobs.noun, {"context": "plural", "count": 2}, capitalized)' } },
    },
  },
}

let vocabulary: Vocabulary
beforeAll(async () => {
  vocabulary = await createVocabulary({ files: [...files, added], pseudo: true })
})
const to = (language: string, zone?: string) => vocabulary.translator(language, zone ? { zone } : {})

describe('a sentence', () => {
  it('counts as its language counts', () => {
    expect([1, 2, 5].map((count) => to('en')('work:found', { count }))).toEqual([
      'Found 1 project.',
      'Found 2 projects.',
      'Found 5 projects.',
    ])
    expect([1, 3, 20].map((count) => to('ro')('work:found', { count }))).toEqual([
      'S-a găsit 1 proiect.',
      'S-au găsit 3 proiecte.',
      'S-au găsit 20 de proiecte.',
    ])
    expect([1, 3, 5, 21, 1.5].map((count) => to('ru')('work:found', { count }))).toEqual([
      'Найден 1 проект.',
      'Найдено 3 проекта.',
      'Найдено 5 проектов.',
      'Найден 21 проект.',
      'Найдено 1.5 проекта.',
    ])
  })

  it('puts a noun in the case it needs', () => {
    expect(to('ro')('work:of', { name: 'Aurora' })).toBe('Clientul proiectului Aurora.')
    expect(to('ru')('work:of', { name: 'Аврора' })).toBe('Клиент проекта Аврора.')
  })

  it('agrees with the gender of the noun', () => {
    expect(to('ro').error('records.archived', { resource: 'jobs' })).toBe(
      'Acest proiect este arhivat. Restaurați-l mai întâi.',
    )
    expect(to('ro').error('records.archived')).toBe('Această înregistrare este arhivată. Restaurați-o mai întâi.')
    expect(to('ru').error('records.not_found', { resource: 'jobs' })).toBe('Этого проекта не существует.')
    expect(to('ru').error('records.not_found')).toBe('Этой записи не существует.')
  })

  it('shows values in the manner of the reader and in his zone', () => {
    const at = '2026-03-29T00:30:00.000Z'
    expect(to('ro', 'Europe/Bucharest')('core:mail.passwordChanged.body', { at })).toContain('29 mar. 2026, 02:30')
    expect(to('ru', 'Asia/Almaty')('core:mail.passwordChanged.body', { at })).toContain('29 мар. 2026 г., 05:30')
    expect(to('ro').error('validation.maximum', { limit: 1234567.5 })).toContain('1.234.567,5')
  })

  it('keeps braces, keys and markup in a value as the text they are', () => {
    const name = '$t(core:mail.footer) {{count}} <script>alert(1)</script> & "x"'
    expect(to('en')('work:of', { name })).toBe(`The client of the project ${name}.`)
  })

  it('is not led astray by a parameter called like an option of the library', () => {
    expect(
      to('en')('work:of', { name: 'A', lng: 'ru', ns: 'core', defaultValue: 'no', replace: {}, returnObjects: true }),
    ).toBe('The client of the project A.')
    expect(to('en')('work:nowhere', { defaultValue: 'no', defaultValue_other: 'no' })).toBe('work:nowhere')
  })
})

describe('a missing text', () => {
  it('comes from the wider language, then the tenant’s, then English', () => {
    expect(to('ro-MD')('work:of', { name: 'A' })).toBe('Clientul proiectului A.')
    expect(vocabulary.translator('de', { tenant: { id: 't', language: 'ru' } })('work:of', { name: 'A' })).toBe(
      'Клиент проекта A.',
    )
    expect(to('de')('work:of', { name: 'A' })).toBe('The client of the project A.')
    expect(to('ro')('work:onlyEnglish')).toBe('Nobody has translated this.')
  })

  it('is shown as its key when nobody has it, and a group of texts is no text', () => {
    expect(to('ro')('work:nothing')).toBe('work:nothing')
    expect(to('ro')('work:resources')).toBe('work:resources')
    expect(to('ro').has('work:nothing')).toBe(false)
    expect(to('ro').error('nobody.knows')).toBe('nobody.knows')
  })

  it('does not stop a reader whose language tag is nonsense', () => {
    expect(to('not a tag!')('work:of', { name: 'A' })).toBe('The client of the project A.')
  })
})

describe('an error', () => {
  it('names fields, actions and states as the screen does', () => {
    expect(to('ro').error('records.wrong_state', { resource: 'jobs', action: 'finish', state: 'done' })).toBe(
      'Acțiunea „Încheie” nu este posibilă în starea „Încheiat”.',
    )
    expect(to('ru').error('records.forbidden_fields', { resource: 'jobs', fields: ['name', 'createdAt'] })).toBe(
      'У вас нет права изменять поля: Название и Создано.',
    )
    expect(to('en').error('records.forbidden_fields', { resource: 'jobs', fields: ['nothing'] })).toContain('nothing')
  })

  it('lists what depends on a record, each counted', () => {
    const dependants = [
      { resource: 'jobs', plugin: 'work', count: 21 },
      { resource: 'unheard-of', plugin: 'x', count: 2 },
    ]
    expect(to('ro').error('records.in_use', { resource: 'jobs', dependants })).toContain(
      '21 de proiecte și 2 înregistrări',
    )
    expect(to('ru').error('records.in_use', { resource: 'jobs', dependants })).toBe(
      'Удалить проект нельзя, есть связанные данные: 21 проект и 2 записи.',
    )
  })

  it('speaks of the limit, the type and the format it found broken', () => {
    expect(to('ro').error('validation.max_length', { limit: 200 })).toBe('Sunt permise cel mult 200 de caractere.')
    expect(to('ru').error('validation.min_length', { limit: 3 })).toBe('Нужно не менее 3 символов.')
    expect(to('en').error('validation.format', { format: 'date-time' })).toBe('This is not a date with a time.')
    expect(to('en').error('validation.format', { format: 'unheard-of' })).toBe('This is not in the expected form.')
    expect(to('en').error('validation.wrong_type', { expected: 'integer' })).toBe('A whole number is expected here.')
  })

  it('is found in the namespace of whoever declared it, under the core’s name too', () => {
    expect(to('ro')('core:errors.work.too_many')).toBe('There are too many.')
    expect(to('ro')('core:errors.validation.max_length', { limit: 1 })).toBe('Este permis cel mult 1 caracter.')
  })

  it('may have a code that ends like a plural', () => {
    expect(to('ro').error('work.too_many')).toBe('There are too many.')
  })
})

describe('nouns and labels', () => {
  it('are there in number, case and capitals', () => {
    expect(to('ru').noun('jobs', { form: 'plural', capitalized: true })).toBe('Проекты')
    expect(to('ro').noun('jobs', { form: 'plural' })).toBe('proiecte')
    expect(to('en').noun('jobs', { form: 'plural', capitalized: true })).toBe('Projects')
    expect(to('ru').noun('jobs', { count: 7 })).toBe('проектов')
    expect(to('en').noun('unheard-of')).toBe('unheard-of')
  })

  it('may be added to a resource by another plugin, and speak of renamed nouns themselves', () => {
    expect(to('en').field('jobs', 'extra')).toBe('Projects')
    expect(to('ru').field('jobs', 'extra')).toBe('Проекты')
    expect(to('ru').field('jobs', 'name')).toBe('Название')
  })

  it('fall back to the core’s, then to the name', () => {
    expect(to('ro').field('jobs', 'name')).toBe('Denumire')
    expect(to('ro').field('jobs', 'createdAt')).toBe('Data creării')
    expect(to('ro').action('jobs', 'archive')).toBe('Arhivează')
    expect(to('ro').value('jobs', 'status', 'done')).toBe('Încheiat')
    expect(to('ro').field('jobs', 'unheardOf')).toBe('unheardOf')
  })
})

describe('the pseudo-language', () => {
  it('marks every key, keeps placeholders and shows what is not a key', () => {
    const text = to('en-XA')('work:of', { name: 'Aurora' })
    expect(text).toMatch(/^\[Ţĥé çļîéñţ .*\[.*\] Aurora\.~+\]$/)
    expect(to('en-XA').error('nobody.knows')).toBe('nobody.knows')
  })

  it('is offered only where asked for', async () => {
    expect(vocabulary.languagesOffered().map(({ language }) => language)).toContain('en-XA')
    const plain = await createVocabulary({ files })
    expect(plain.languagesOffered()).toEqual([
      { language: 'en', name: 'English', direction: 'ltr', added: false },
      { language: 'ro', name: 'Română', direction: 'ltr', added: false },
      { language: 'ru', name: 'Русский', direction: 'ltr', added: false },
    ])
  })
})

it('a screen gets all texts of a language with the gaps filled and no notes', () => {
  const { work, core } = vocabulary.resources('ro', { namespaces: ['work', 'core'] })
  expect(work).toMatchObject({
    onlyEnglish: 'Nobody has translated this.',
    found_few: 'S-au găsit {{count}} $t(resources.jobs.noun).',
  })
  expect(JSON.stringify(core)).not.toContain('@note')
})
