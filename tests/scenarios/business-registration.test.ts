import { afterAll, beforeAll, expect, it } from 'vitest'
import { bind } from '../../core/src/database/statement.ts'
import { byId } from '../../core/src/registration/businesses/statements.ts'
import { startTestSmtp, type TestSmtp } from '../../core/testing/smtp.ts'
import { solve, strangerAt, tokenIn } from '../registering.ts'
import { openStudio, type Studio } from '../studio.ts'

const password = 'a founder came by'
type Root = Awaited<ReturnType<Studio['superadmin']>>
let smtp: TestSmtp
let studio: Studio
let root: Root
let nth = 0
let minute = 0

beforeAll(async () => {
  smtp = await startTestSmtp()
  studio = await openStudio({ smtpUrl: smtp.url, publicUrl: 'https://guildhall.test' })
  await studio.platform.events.start()
  root = await studio.superadmin('Root', 'studio')
})
afterAll(async () => {
  await studio?.close()
  await smtp?.close()
})

const set = (settings: object) => root.patch('/registration/businesses', settings)
const stranger = (from = ++nth) => strangerAt(studio.platform.app, `203.0.${113 + (from >> 8)}.${from & 255}`)

async function ask(given: object = {}, from = stranger()) {
  const { challenge, difficulty } = await from.challenge()
  studio.setNow(new Date(Date.UTC(2026, 2, 10, 9, ++minute)).toISOString())
  const body = {
    ...{
      email: `founder${minute}@mail.example`,
      name: 'Fay Founder',
      password,
      business: 'North & Co',
      slug: 'north-co',
    },
    ...{ preset: 'demo', zone: 'Europe/Chisinau', language: 'ro', currency: 'MDL', weekStart: 1 },
    ...{ proof: { challenge, answer: solve(challenge, difficulty) }, ...given },
  }
  return { email: body.email, ...(await from.post('/businesses', body)) }
}
/** Reached from a mail, from wherever it is read. */
const follow = (token: string, given = password) => stranger().post('/businesses/confirm', { token, password: given })
const progress = async (token: string) => (await stranger().post('/businesses/progress', { token })).body
async function made(token: string) {
  for (;;) {
    const found = await progress(token)
    if (found.step === 'made') return found.tenant
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
const tenantsOf = async (email: string) =>
  studio.query(
    'select t.* from guildhall.tenants t join guildhall.business_registrations b on b.id = t.registration_id where b.email = $1',
    [email],
  )
async function login(email: string, tenant: string) {
  const caller = await studio.platform.signIn(email, password, tenant)
  return async (url: string) => (await caller('GET', `/api${url}`)).data
}

it('S2.31 closed, nobody registers a business, and superadmins alone open it', async () => {
  expect(await stranger().open()).toEqual({ tenant: null, businesses: null })
  expect(await ask()).toMatchObject({ status: 404, body: { code: 'registration.closed' } })
  const ana = await studio.person('Ana', 'admin')
  expect((await ana.get('/registration/businesses')).status).toBe(403)
  expect((await ana.patch('/registration/businesses', { isOpen: true })).status).toBe(403)
  expect(await set({ quotas: { elephants: 1 } })).toMatchObject({ status: 422 })
  const answer = await set({ isOpen: true, presets: ['demo'], quotas: { people: 3, records: 100 } })
  expect(answer.body).toMatchObject({ isOpen: true, known: ['creative-agency', 'demo'] })
  expect((await stranger().open()).businesses).toEqual({ presets: ['demo'], terms: null })
})

it('S2.31 a founder registers his business, follows the link, and administers it', async () => {
  const { status, body, email } = await ask()
  expect([status, body]).toEqual([202, {}])
  const token = tokenIn(await smtp.next(email))
  expect(await tenantsOf(email)).toEqual([])
  expect((await stranger().post('/businesses/link', { token })).body).toMatchObject({
    business: 'North & Co',
    hasPassword: false,
    step: 'unverified',
  })
  expect((await follow(token, 'of somebody else')).status).toBe(422)
  expect(await tenantsOf(email)).toEqual([])
  expect((await follow(token)).status).toBe(200)
  expect(await made(token)).toEqual({ slug: 'north-co', name: 'North & Co' })

  const get = await login(email, 'north-co')
  expect(await get('/tenant')).toMatchObject({ currency: 'MDL', zone: 'Europe/Chisinau', language: 'ro' })
  const people = await get('/people')
  expect(people).toMatchObject([{ name: 'Fay Founder', status: 'active' }])
  // The kind of business, not the story it is shown with.
  expect((await get('/roles')).map(({ name }: { name: string }) => name)).toContain('Creative')
  expect(await get('/projects')).toEqual([])
  expect((await get('/tenant/quotas')).map(({ quota }: { quota: string }) => quota).sort()).toEqual([
    'people',
    'records',
  ])
  expect(smtp.mails.filter(({ receivers }) => receivers.includes(email))).toHaveLength(1)
  const [{ password_hash }] = await studio.query(
    'select password_hash from guildhall.business_registrations where email = $1',
    [email],
  )
  expect(password_hash).toBeNull()
})

it('S2.31 clicks that race make one business, and a short name that is taken gets a number', async () => {
  const { email } = await ask()
  const token = tokenIn(await smtp.next(email))
  const answers = await Promise.all([follow(token), follow(token), follow(token), progress(token)])
  expect(answers.slice(0, 3).map(({ status }) => status)).toEqual([200, 200, 200])
  expect((await made(token)).slug).toBe('north-co-2')
  await follow(token)
  expect(await tenantsOf(email)).toHaveLength(1)
})

it('S2.31 a business whose making was broken off is finished by whoever comes next, and is not made twice', async () => {
  const { email } = await ask({ slug: 'broken' })
  const token = tokenIn(await smtp.next(email))
  // As a process leaves it that dies between the tenant and its preset.
  const [{ id }] = await studio.query(
    `update guildhall.business_registrations set status = 'verified', verified_at = now() where email = $1 returning id`,
    [email],
  )
  const tenant = await studio.platform.tenancy.tenants.create({
    ...{ slug: 'broken', name: 'Broken', registration: id },
    admin: { email, name: 'Fay', password },
  })
  await studio.platform.tidy()
  const [{ rows }] = await studio.platform.database.run([bind(byId, id)])
  expect(rows).toMatchObject([{ status: 'made', madeId: tenant.id, madeSlug: 'broken' }])
  expect(await made(token)).toMatchObject({ slug: 'broken' })
  const get = await login(email, 'broken')
  expect((await get('/roles')).map(({ name }: { name: string }) => name)).toContain('Creative')
})

it('S2.31 the superadmin sees which businesses registered themselves, and suspends one', async () => {
  const all = (await root.get('/tenants')).body
  const own = all.filter(({ isSelfRegistered }: { isSelfRegistered: boolean }) => isSelfRegistered)
  expect(own.map(({ slug }: { slug: string }) => slug).sort()).toEqual(['broken', 'north-co', 'north-co-2'])
  const [{ id, version }] = own.filter(({ slug }: { slug: string }) => slug === 'north-co')
  expect((await root.patch(`/tenants/${id}`, { status: 'suspended', version })).status).toBe(200)
  const [{ email }] = await studio.query(
    `select b.email from guildhall.business_registrations b join guildhall.tenants t on t.registration_id = b.id where t.slug = 'north-co'`,
  )
  await expect(login(email, 'north-co')).rejects.toMatchObject({ code: 'identity.wrong_credentials' })
})

it('S2.31 an address asks for so many an hour, and nothing that cannot be meant', async () => {
  const from = stranger()
  const errors = async (given: object) => Object.keys((await ask(given, from)).body.errors ?? {})
  expect(await errors({ zone: 'Moon/Base' })).toEqual(['zone'])
  expect(await errors({ currency: 'XYQ' })).toEqual(['currency'])
  expect(await errors({ slug: 'Not a slug' })).toEqual(['slug'])
  expect(await errors({ preset: 'bank' })).toEqual(['preset'])
  expect(await errors({ password: 'password123' })).toEqual(['password'])
  for (let each = 0; each < 3; each++) expect((await ask({}, from)).status).toBe(202)
  expect(await ask({}, from)).toMatchObject({ status: 429, body: { code: 'registration.too_many' } })
  expect((await ask()).status).toBe(202)
})

it('S2.31 an expired link makes nothing, nor one that was mailed before the door was closed', async () => {
  const { email } = await ask({ slug: 'late' })
  const token = tokenIn(await smtp.next(email))
  await set({ isOpen: false })
  expect((await follow(token)).status).toBe(404)
  await set({ isOpen: true })
  studio.setNow('2026-03-12T10:00:00.000Z')
  expect((await follow(token)).status).toBe(410)
  expect((await stranger().post('/businesses/progress', { token })).status).toBe(410)
  expect(await tenantsOf(email)).toEqual([])
})
