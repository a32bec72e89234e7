import { afterAll, beforeAll, expect, it } from 'vitest'
import { createWordStore } from '../../core/src/i18n/word-store.ts'
import { startTestSmtp, type TestSmtp } from '../../core/testing/smtp.ts'
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

it('S2.26 a business’s own word stands in every sentence and mail; what a new language lacks falls back; a tag in a word is sent as text', async () => {
  const { platform } = studio
  const store = createWordStore(platform.database)
  const at = platform.clock.now()
  const noun = (language: string, form: string, value: string) => ({
    language,
    namespace: 'projects',
    key: `resources.projects.noun_${form}`,
    value,
  })
  const north = await studio.business({ slug: 'north', name: 'North' })
  const nora = await north.person('Nora', 'admin')
  await ana.patch('/auth/me', { language: 'en' })
  const project = await ana.make('projects', { name: 'P' })
  await ana.post(`/projects/${project.id}/close`)
  const sentence = async (person: Member) => (await person.get('/projects/export')).headers['content-disposition']
  const before = await words(nora)
  await store.saveTenant(studio.tenantId, [noun('en', 'one', 'matter'), noun('en', 'other', 'matters <b>')], at)
  await studio.query('update guildhall.tenants set epoch = epoch + 1 where id = $1', [studio.tenantId])
  expect((await words(ana)).resources.projects).toMatchObject({ noun_one: 'matter', noun_other: 'matters <b>' })
  expect(await sentence(ana)).toContain('matters')
  expect(await words(nora)).toEqual(before)
  expect((await ana.get('/words/en')).headers).toMatchObject({
    'content-type': expect.stringMatching(/^application\/json/),
    'x-content-type-options': 'nosniff',
  })
  await store.addLanguage({ language: 'de', name: 'Deutsch' }, at)
  await store.saveInstallation([noun('de', 'one', 'Projekt'), noun('de', 'other', 'Projekte')], at)
  await platform.vocabulary.reload()
  const german = await words(nora, 'de')
  expect(german.resources.projects).toMatchObject({ noun_one: 'Projekt', noun_other: 'Projekte' })
  expect(german.resources.projects.fields.number).toBe(before.resources.projects.fields.number)
  expect((await ana.get('/manifest')).body.languages).toContainEqual(
    expect.objectContaining({ language: 'de', name: 'Deutsch' }),
  )
  expect((await ana.get('/words/tlh')).status).toBe(404)
})
