import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestSmtp, type TestSmtp } from '../../core/testing/smtp.ts'
import { actor } from '../business.ts'
import { type Member, openStudio, type Studio } from '../studio.ts'

let smtp: TestSmtp
let studio: Studio
let ana: Member
let igor: Member

beforeAll(async () => {
  smtp = await startTestSmtp()
  studio = await openStudio({ smtpUrl: smtp.url })
  await studio.platform.events.start()
  ana = await studio.person('Ana', 'admin')
  igor = await studio.person('Igor', 'worker')
})
afterAll(async () => {
  await studio?.close()
  await smtp?.close()
})

const refusal = async (person: Member): Promise<string> => (await person.post('/projects', { name: 'X' })).body.message
const words = async (person: Member, language = 'en') => (await person.get(`/words/${language}`)).body.projects

it('S2.25 the business has a language and each person his own: refusals, screens, dates and figures in exports, mails', async () => {
  const root = await studio.superadmin('Root', 'studio')
  expect(await refusal(igor)).toMatch(/^[\x20-\x7e’‘“”]+$/)
  expect((await root.patch('/tenant', { language: 'ro' })).status).toBe(200)
  const inRomanian = await refusal(igor)
  expect(inRomanian).toMatch(/[ăâîșț]/i)
  expect((await igor.patch('/auth/me', { language: 'ru' })).status).toBe(200)
  const inRussian = await refusal(igor)
  expect(inRussian).toMatch(/[а-яё]/i)
  expect((await igor.get('/manifest')).body).toMatchObject({ language: 'ru', words: { url: '/api/words/ru' } })
  expect((await igor.patch('/auth/me', { language: 'no language' })).status).toBe(422)

  const project = await ana.make('projects', {
    name: 'P',
    deadline: '2026-12-03',
    budget: { amount: 123_456, currency: 'EUR' },
  })
  await ana.make('project-members', { project: project.id, person: igor.id, role: 'lead' })
  const sheet = async (person: Member) => (await person.get('/projects/export')).text
  await ana.patch('/auth/me', { language: 'en' })
  expect(await sheet(igor)).toMatch(/[а-яё]/i)
  expect(await sheet(igor)).not.toEqual(await sheet(ana))
  expect(await sheet(ana)).toContain('P-2026-')

  const stranger = await studio.platform.app.inject({ url: '/api/tasks', headers: { 'accept-language': 'ru' } })
  expect([stranger.statusCode, stranger.json().message]).toEqual([401, expect.stringMatching(/[а-яё]/i)])

  const [worker] = (await ana.list('roles', { archetype: 'worker' })).body
  const invite = (name: string, language: string) =>
    ana.make('people', { name, email: `${name}@mail.example`, kind: 'staff', roles: [worker.id], language })
  await invite('oleg', 'ru')
  await invite('ion', 'ro')
  expect((await smtp.next('oleg@mail.example')).text).toMatch(/[а-яё]{4}/i)
  expect((await smtp.next('ion@mail.example')).text).toMatch(/[ăâîșț]/i)
  await root.patch('/tenant', { language: 'en' })
})

it('S2.25 what somebody chose himself stands over what the tenant noted of him', async () => {
  const dora = await studio.person('Dora', 'worker', { language: 'ro' })
  expect((await dora.get('/manifest')).body.language).toBe('ro')
  await dora.patch('/auth/me', { language: 'ru' })
  expect((await dora.get('/manifest')).body.language).toBe('ru')
  await dora.patch('/auth/me', { language: null })
  expect((await dora.get('/manifest')).body.language).toBe('ro')
})

const nounOf = (entry: { forms: string[] }, text: (form: string) => string) =>
  Object.fromEntries(entry.forms.map((form) => [form, form === 'gender' ? 'neuter' : text(form)]))

it('S2.26 an administrator edits a term in every form; it stands at once in screens, sentences and mails, also of another process; a neighbour notices nothing', async () => {
  const { platform } = studio
  const north = await studio.business({ slug: 'north', name: 'North' })
  const nora = await north.person('Nora', 'admin')
  const mira = await studio.person('Mira', 'manager')
  await ana.patch('/auth/me', { language: 'ro' })
  const place = '/vocabulary/ro/words/projects/resources.projects.noun'
  const listed = await ana.get(`/vocabulary/ro/words?filter=${encodeURIComponent('{"q":"PROIECTULUI"}')}`)
  expect(listed.headers['content-range']).toMatch(/^words 0-\d+\/\d+$/)
  const noun = listed.body.find(({ key }: { key: string }) => key === 'resources.projects.noun')
  expect(noun).toMatchObject({
    id: 'projects:resources.projects.noun',
    noun: true,
    state: 'default',
    own: null,
    source: { one: 'project', other: 'projects' },
    shipped: { one: 'proiect', few: 'proiecte', genitive: 'proiectului' },
    changedAt: null,
  })
  const forms = nounOf(noun, (form) => (form === 'other' ? 'dosare <script>' : `dosar-${form}`))
  for (const other of [mira, igor])
    for (const answer of [
      await other.put(place, { forms }),
      await other.del(place),
      await other.get('/vocabulary'),
      await other.get('/vocabulary/ro/words'),
      await other.get('/vocabulary/ro/export'),
      await other.post('/vocabulary/ro/import', { words: {} }),
      await other.post('/vocabulary/ro/preview', { namespace: 'projects', key: noun.key }),
    ])
      expect([answer.status, answer.body.code]).toEqual([403, 'words.administrators_only'])
  expect((await nora.put('/vocabulary/tlh/words/projects/x', { forms })).status).toBe(404)
  expect((await nora.get('/vocabulary/ro/words/projects/nothing')).body.code).toBe('words.unknown_key')

  const halves = await ana.put(place, { forms: { one: 'dosar', other: 'dosare', gender: 'common', many: 'x' } })
  expect(halves.status).toBe(422)
  const faults = Object.fromEntries(
    halves.body.fields.map(({ path, code }: { path: string; code: string }) => [path, code]),
  )
  expect(faults).toMatchObject({
    'forms.few': 'validation.required',
    'forms.genitive': 'validation.required',
    'forms.many': 'validation.unknown_property',
    'forms.gender': 'words.unknown_gender',
  })
  expect(halves.body.fields.every(({ message }: { message: string }) => /[a-z]/.test(message))).toBe(true)

  const preview = await ana.post('/vocabulary/ro/preview', { namespace: 'projects', key: noun.key, forms })
  expect(preview.body.text).toBe('dosar-few')
  expect(preview.body.sentences.map(({ text }: { text: string }) => text).join(' ')).toContain('dosar-definite')
  const trial = (forms: object, values = {}) =>
    ana.post('/vocabulary/ro/preview', { namespace: 'core', key: 'errors.records.stale', forms, values })
  const some = 'Altcineva: $t({{noun}}, {"context": "definite", "count": 1}).'
  expect((await trial({ text: some }, { resource: 'projects' })).body.text).toBe('Altcineva: proiectul.')
  const gendered = { masculine: `El. ${some}`, feminine: `Ea. ${some}`, neuter: `Ele. ${some}` }
  expect((await trial(gendered, { resource: 'people' })).body.text).toMatch(/^Ea\. /)
  expect((await trial({ text: '{{password}}' })).body.fields).toMatchObject([
    { path: 'forms.text', code: 'words.unknown_placeholder' },
  ])
  expect((await ana.get('/vocabulary/ro/words/core/errors.records.stale')).body.own).toBeNull()
  const etag = (await ana.get('/words/ro')).headers.etag as string
  expect((await ana.call('GET', '/words/ro', undefined, { 'if-none-match': etag })).status).toBe(304)
  const theirs = (await nora.get('/words/ro')).text

  const saved = await ana.put(place, { forms })
  expect(saved.body).toMatchObject({ state: 'changed', own: forms, changedBy: { id: ana.id, label: 'Ana' } })
  expect(saved.body.changedAt).toBe(platform.clock.now())
  const anew = await ana.call('GET', '/words/ro', undefined, { 'if-none-match': etag })
  expect([anew.status, anew.body.projects.resources.projects.noun_few]).toEqual([200, 'dosar-few'])
  expect(anew.body.projects.resources.projects.noun_other).toBe('dosare <script>')
  expect(anew.headers).toMatchObject({
    'content-type': expect.stringMatching(/^application\/json/),
    'x-content-type-options': 'nosniff',
  })
  const client = await ana.make('clients', { name: 'C' })
  await ana.make('projects', { name: 'P', client: client.id })
  const fileName = async (person: Member) =>
    String((await person.get('/projects/export')).headers['content-disposition'])
  expect(decodeURIComponent(await fileName(ana))).toContain('dosar-few')
  expect((await ana.del(`/clients/${client.id}`)).body.message).toContain('1 dosar-one')
  expect((await nora.get('/words/ro')).text).toBe(theirs)
  expect((await nora.get(place)).body.state).toBe('default')
  const [past] = await studio.query(
    `select actor_id, before, after from guildhall.history where resource = 'words' and tenant_id = $1`,
    [studio.tenantId],
  )
  expect(past).toMatchObject({
    actor_id: ana.id,
    before: { language: 'ro', words: { 'projects:resources.projects.noun': null } },
    after: { words: { 'projects:resources.projects.noun': forms } },
  })
  expect(await studio.told('core.words.changed')).toEqual([{ language: 'ro', count: 1 }])

  const other = await platform.beside()
  const there = actor(await other.signIn(ana.email))
  expect((await there.get('/words/ro')).body.projects.resources.projects.noun_few).toBe('dosar-few')
  const took = await ana.del(place)
  expect(took.body).toMatchObject({ state: 'default', own: null, changedBy: null })
  expect((await there.get('/words/ro')).body.projects.resources.projects.noun_few).toBe('proiecte')
  expect((await there.put(place, { forms })).status).toBe(200)
  expect((await ana.get('/words/ro')).body.projects.resources.projects.noun_few).toBe('dosar-few')
  // What is the same as without it is no word of one's own.
  expect((await ana.put(place, { forms: noun.shipped })).body).toMatchObject({ state: 'default', own: null })
  await other.close()
  await ana.patch('/auth/me', { language: 'en' })
})

it('S2.26 words go out as a file and come in again, all or none; who asks first is told what would change', async () => {
  const place = '/vocabulary/en/words/projects/resources.tasks.noun'
  await ana.put(place, { forms: { one: 'errand', other: 'errands' } })
  const file = await ana.get('/vocabulary/en/export')
  expect(file.headers['content-disposition']).toBe('attachment; filename="words-en.json"')
  expect(file.body).toEqual({
    language: 'en',
    words: { projects: { resources: { tasks: { noun_one: 'errand', noun_other: 'errands' } } } },
  })
  await ana.del(place)
  const dry = await ana.post('/vocabulary/en/import', { ...file.body, dryRun: true })
  expect(dry.body).toMatchObject({
    dryRun: true,
    changes: [{ id: 'projects:resources.tasks.noun', before: null, after: { one: 'errand', other: 'errands' } }],
    problems: [],
  })
  expect((await ana.get(place)).body.state).toBe('default')
  expect((await ana.post('/vocabulary/en/import', file.body)).body.changes).toHaveLength(1)
  expect((await ana.get(place)).body.own).toEqual({ one: 'errand', other: 'errands' })
  expect((await ana.post('/vocabulary/en/import', file.body)).body.changes).toEqual([])

  const whole = await ana.get('/vocabulary/en/export?which=all')
  expect(whole.body.words.core.errors.records.stale).toMatch(/\$t\(/)
  expect((await ana.post('/vocabulary/en/import', whole.body)).body.changes).toEqual([])

  const bad = {
    words: {
      projects: { resources: { tasks: { noun_one: 'duty', noun_other: '{{name}}' } }, nothing: 'x' },
      core: { errors: { records: { forbidden: 'No.' } } },
    },
  }
  const told = await ana.post('/vocabulary/en/import', { ...bad, dryRun: true })
  const refused = await ana.post('/vocabulary/en/import', bad)
  expect([told.status, refused.status]).toEqual([200, 422])
  for (const problems of [told.body.problems, refused.body.fields])
    expect(problems.map(({ path, code }: { path: string; code: string }) => [path, code])).toEqual([
      ['words.projects.nothing', 'words.unknown_key'],
      ['words.projects.resources.tasks.noun_other', 'words.nesting_in_noun'],
      ['words.core.errors.records.forbidden', 'words.missing_placeholder'],
    ])
  expect((await ana.get(place)).body.own).toEqual({ one: 'errand', other: 'errands' })
  const strange = await ana.post('/vocabulary/en/import', { words: { projects: { plugin: { name: 5 } }, core: 'x' } })
  expect(strange.body.fields.map(({ path }: { path: string }) => path)).toEqual([
    'words.projects.plugin.name',
    'words.core',
  ])
  expect((await ana.post('/vocabulary/ro/import', file.body)).body.fields[0].code).toBe('words.other_language')
  const changed = await ana.get(`/vocabulary/en/words?filter=${encodeURIComponent('{"state":"changed"}')}`)
  expect(changed.body.map(({ id }: { id: string }) => id)).toEqual(['projects:resources.tasks.noun'])
  for (const filter of ['{"state":"odd"}', '{"colour":"x"}', '[]'])
    expect((await ana.get(`/vocabulary/en/words?filter=${encodeURIComponent(filter)}`)).status).toBe(422)
  await ana.del(place)
})

it('S2.26 a superadmin adds a language and says in it what he can; the rest falls back; businesses choose which languages are on', async () => {
  const root = await studio.superadmin('Root', 'studio')
  for (const other of [ana, igor])
    for (const answer of [
      await other.get('/languages'),
      await other.post('/languages', { language: 'de' }),
      await other.get('/languages/en/words'),
      await other.put('/languages/en/words/core/fields.id', { forms: { text: 'No' } }),
    ])
      expect(answer.body.code).toBe('auth.superadmin_only')
  expect((await root.post('/languages', { language: 'no such' })).body.fields[0]).toMatchObject({ path: 'language' })
  expect((await root.post('/languages', { language: 'ro' })).body.code).toBe('words.language_there')
  const added = await root.post('/languages', { language: 'de' })
  expect([added.status, added.body]).toEqual([
    201,
    expect.objectContaining({ language: 'de', name: 'Deutsch', added: true, translated: 0 }),
  ])
  const place = '/languages/de/words/projects/resources.projects.noun'
  expect((await root.get(place)).body).toMatchObject({ state: 'missing', forms: ['one', 'other'], said: {} })
  expect((await root.put(place, { forms: { one: 'Projekt', other: 'Projekte' } })).body).toMatchObject({
    state: 'changed',
    changedBy: { label: 'Root' },
  })
  const german = await words(ana, 'de')
  expect(german.resources.projects).toMatchObject({ noun_one: 'Projekt', noun_other: 'Projekte' })
  expect(german.resources.projects.fields.number).toBe((await words(ana)).resources.projects.fields.number)
  const [, , , listed] = (await root.get('/languages')).body
  expect(listed).toMatchObject({ language: 'de', translated: 1, changed: 1 })
  // What the installation says is what a business goes back to.
  const own = '/vocabulary/de/words/projects/resources.projects.noun'
  expect((await ana.get(own)).body).toMatchObject({ state: 'default', shipped: { one: 'Projekt' } })
  expect((await ana.put(own, { forms: { one: 'Akte', other: 'Akten' } })).body.state).toBe('changed')
  expect((await words(ana, 'de')).resources.projects.noun_one).toBe('Akte')
  expect((await ana.del(own)).body.said.one).toBe('Projekt')

  const offered = async (person: Member) =>
    (await person.get('/manifest')).body.languages.map(({ language }: { language: string }) => language)
  expect(await offered(ana)).toEqual(['en', 'ro', 'ru', 'de'])
  expect((await ana.patch('/vocabulary', { languages: ['ro'] })).body.fields).toMatchObject([
    { path: 'languages', code: 'words.default_language' },
  ])
  expect((await ana.patch('/vocabulary', { languages: ['en', 'tlh'] })).body.fields).toMatchObject([
    { path: 'languages.1', code: 'words.language_not_offered' },
  ])
  expect((await igor.patch('/vocabulary', { languages: null })).status).toBe(403)
  const chosen = await ana.patch('/vocabulary', { languages: ['en', 'de'] })
  expect(chosen.body.languages.map(({ language, on }: { language: string; on: boolean }) => [language, on])).toEqual([
    ['en', true],
    ['ro', false],
    ['ru', false],
    ['de', true],
  ])
  expect(await offered(ana)).toEqual(['en', 'de'])
  // Igor had chosen Russian, which is off here now.
  expect((await igor.get('/manifest')).body.language).toBe('en')
  await ana.patch('/vocabulary', { languages: null })
  expect((await igor.get('/manifest')).body.language).toBe('ru')

  expect((await root.del('/languages/ro')).body.code).toBe('words.language_shipped')
  await root.patch('/tenant', { language: 'de' })
  expect((await root.del('/languages/de')).body).toMatchObject({
    code: 'words.language_in_use',
    params: { tenants: ['studio'] },
  })
  await root.patch('/tenant', { language: 'en' })
  expect((await root.del('/languages/de')).status).toBe(200)
  expect((await ana.get('/words/de')).status).toBe(404)
  expect((await ana.get('/words/tlh')).status).toBe(404)
  expect(await offered(ana)).toEqual(['en', 'ro', 'ru'])
})
