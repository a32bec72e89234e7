import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { startTestSmtp, type TestSmtp } from '../../core/testing/smtp.ts'
import { solve, strangerAt, tokenIn } from '../registering.ts'
import { type Member, openStudio, type Studio } from '../studio.ts'

const password = 'a stranger came by'
let smtp: TestSmtp
let studio: Studio
let ana: Member
let will: Member
let clientRole: string
let nth = 0
let minute = 0

beforeAll(async () => {
  smtp = await startTestSmtp()
  studio = await openStudio({ smtpUrl: smtp.url, publicUrl: 'https://guildhall.test' })
  await studio.platform.events.start()
  ana = await studio.person('Ana', 'admin')
  will = await studio.person('Will', 'worker')
  clientRole = await roleOf('client')
})
afterAll(async () => {
  await studio?.close()
  await smtp?.close()
})
beforeEach(async () => {
  await open()
})

const roleOf = async (archetype: string): Promise<string> => (await ana.list('roles', { archetype })).body[0].id
const set = (settings: object) => ana.patch('/registration', settings)
const open = (settings: object = {}) =>
  set({
    isOpen: true,
    kind: 'client',
    roles: [clientRole],
    needsApproval: false,
    domains: [],
    termsUrl: null,
    privacyUrl: null,
    termsVersion: null,
    ...settings,
  })
const later = () => studio.setNow(new Date(Date.UTC(2026, 2, 10, 9, ++minute)).toISOString())
/** Each stranger has an address of his own, so that no test makes it harder for another. */
const stranger = () => strangerAt(studio.platform.app, `198.51.100.${++nth}`)

async function proof(from = stranger()) {
  const { challenge, difficulty } = await from.challenge()
  later()
  return { challenge, answer: solve(challenge, difficulty) }
}
async function ask(given: object = {}, from = stranger()) {
  const email = `guest${++nth}@mail.example`
  const body = { at: 'studio', email, name: 'Gil Guest', password, proof: await proof(from), ...given }
  return { email, ...(await from.post('', body)) }
}
/** The next mail to somebody that is none of those everybody gets at first. */
async function mailTo(email: string) {
  for (;;) {
    const mail = await smtp.next(email)
    if (!mail.subject.startsWith('Invitation')) return mail
  }
}
const follow = (token: string, given = password) =>
  stranger().post('/confirm', { at: 'studio', token, password: given })
const peopleWith = async (email: string) => (await ana.list('people', { email })).body
const login = async (email: string, given = password) =>
  (await studio.platform.app.inject({ method: 'POST', url: '/api/auth/login', payload: { email, password: given } }))
    .statusCode

it('a newcomer registers, verifies his address with the password he chose, and is in as what the business said', async () => {
  expect((await stranger().open('studio')).tenant).toMatchObject({ slug: 'studio', needsApproval: false, terms: null })
  const { status, body, email } = await ask()
  expect([status, body]).toEqual([202, {}])
  const mail = await smtp.next(email)
  expect(mail.text).toContain('https://guildhall.test/register/confirm?at=studio&token=')
  expect(await peopleWith(email)).toEqual([])
  expect(await studio.query('select 1 from guildhall.users where email = $1', [email])).toEqual([])
  expect(await login(email)).toBe(401)

  const token = tokenIn(mail)
  const link = await stranger().post('/link', { at: 'studio', token })
  expect(link.body).toMatchObject({ email, name: 'Gil Guest', hasPassword: false, tenant: { slug: 'studio' } })
  expect(await follow(token, 'not what he chose')).toMatchObject({ status: 422 })
  expect(await follow(token)).toMatchObject({ status: 200, body: { outcome: 'admitted' } })
  expect(await peopleWith(email)).toMatchObject([{ kind: 'client', roles: [clientRole], status: 'active' }])
  expect(await login(email)).toBe(200)
  expect(await login(email, 'not what he chose')).toBe(401)
  expect(await follow(token)).toMatchObject({ status: 410 })
  expect((await stranger().post('/link', { at: 'studio', token })).status).toBe(410)
  expect(
    await studio.query(
      'select 1 from guildhall.registration_secrets s join guildhall.registrations r on r.id = s.registration_id where r.email = $1',
      [email],
    ),
  ).toEqual([])
  // He gets no invitation besides.
  expect(smtp.mails.filter(({ receivers }) => receivers.includes(email))).toHaveLength(1)
})

it('where registration is closed, was never opened, or there is no such business, the answer is the same 404', async () => {
  await studio.business({ slug: 'silent' })
  await set({ isOpen: false })
  const answers = [await ask(), await ask({ at: 'silent' }), await ask({ at: 'nowhere' })]
  const told = answers.map(({ status, body: { requestId: _, ...body } }) => JSON.stringify([status, body]))
  expect(new Set(told).size).toBe(1)
  expect(answers[0]?.status).toBe(404)
  for (const at of ['studio', 'silent', 'nowhere'])
    expect(await stranger().open(at)).toEqual({ tenant: null, businesses: null })
  expect((await stranger().post('/businesses', {})).status).toBe(422)
})

it('a link that was mailed before registration was closed opens nothing any more', async () => {
  const { email } = await ask()
  const token = tokenIn(await smtp.next(email))
  await set({ isOpen: false })
  expect((await follow(token)).status).toBe(404)
  await open()
  expect((await follow(token)).status).toBe(200)
})

it('an expired link opens nothing', async () => {
  const { email } = await ask()
  const token = tokenIn(await smtp.next(email))
  studio.setNow('2026-03-12T09:00:00.000Z')
  expect((await follow(token)).status).toBe(410)
  later()
  await studio.platform.tidy()
})

it('nobody learns whether an address is known; whoever has it learns by mail', async () => {
  const unknown = await ask()
  const known = await ask({ email: 'will@studio.example' })
  const { email: _, ...one } = unknown
  const { email: __, ...other } = known
  expect(one).toEqual(other)
  const mail = await mailTo('will@studio.example')
  expect(mail.subject).toBe('You already have access to Studio')
  expect(mail.text).not.toContain('token=')
  await smtp.next(unknown.email)
})

it('who has an account elsewhere in the installation joins with the password he has, not with one a stranger typed', async () => {
  const other = await studio.business({ slug: 'elsewhere' })
  const olga = await other.person('Olga', 'worker')
  await ask({ email: olga.email, password: 'typed by a stranger' })
  const mail = await mailTo(olga.email)
  expect(mail.subject).toContain('with the account you have')
  const token = tokenIn(mail)
  expect((await stranger().post('/link', { at: 'studio', token })).body.hasPassword).toBe(true)
  expect((await follow(token, 'typed by a stranger')).status).toBe(422)
  expect((await follow(token, 'correct horse battery')).status).toBe(200)
  expect(await login(olga.email, 'correct horse battery')).toBe(200)
  expect(await login(olga.email, 'typed by a stranger')).toBe(401)
})

it('a challenge is solved once: not without an answer, not twice at the same moment, not too late', async () => {
  const given = await proof()
  const unsolved = { ...given, answer: given.answer + 1 }
  expect(await ask({ proof: unsolved })).toMatchObject({ status: 403, body: { code: 'registration.proof_invalid' } })
  const [id, difficulty, at, mac] = given.challenge.split('.')
  const easier = { challenge: [id, 0, at, mac].join('.'), answer: 1 }
  expect((await ask({ proof: easier })).status).toBe(403)
  expect(Number(difficulty)).toBeGreaterThan(0)
  const both = await Promise.all([ask({ proof: given }), ask({ proof: given })])
  expect(both.map(({ status }) => status).sort()).toEqual([202, 403])

  const old = await proof()
  minute += 11
  later()
  expect((await ask({ proof: old })).status).toBe(403)
})

it('a proof used at one node is used at all', async () => {
  const node = await studio.platform.beside()
  const given = await proof()
  expect((await ask({ proof: given })).status).toBe(202)
  const elsewhere = strangerAt(node.app, '198.51.100.250')
  const body = { at: 'studio', email: 'second@mail.example', name: 'Second', password, proof: given }
  expect((await elsewhere.post('', body)).status).toBe(403)
  await node.close()
})

it('it becomes harder for an address that asks often, and a form sent in a blink is told to wait', async () => {
  const from = stranger()
  const seen = []
  for (let each = 0; each < 12; each++) seen.push((await from.challenge()).difficulty)
  expect(seen.at(-1)).toBe((seen[0] ?? 0) + 2)
  const { challenge, difficulty } = await stranger().challenge()
  const answer = solve(challenge, difficulty)
  const body = { at: 'studio', email: 'quick@mail.example', name: 'Quick', password, proof: { challenge, answer } }
  expect(await from.post('', body)).toMatchObject({ status: 429, body: { code: 'registration.too_fast' } })
  later()
  expect((await from.post('', body)).status).toBe(202)
})

it('what fills in the field nobody sees is thanked and forgotten', async () => {
  const { status, email } = await ask({ website: 'https://spam.example' })
  expect(status).toBe(202)
  const real = await ask()
  await smtp.next(real.email)
  expect(smtp.mails.some(({ receivers }) => receivers.includes(email))).toBe(false)
})

it('a weak password, a foreign domain and a missing consent are told beside their fields, and the proof stays good', async () => {
  await open({ domains: ['Mail.example'], termsUrl: 'https://studio.example/terms', termsVersion: '2026-01' })
  const given = await proof()
  const fields = async (more: object) => Object.keys((await ask({ proof: given, ...more })).body.errors ?? {})
  expect(await fields({ password: 'password123', consent: true })).toEqual(['password'])
  expect(await fields({ password: 'short', consent: true })).toEqual(['password'])
  expect(await fields({ email: 'who@else.example', consent: true })).toEqual(['email'])
  expect(await fields({})).toEqual(['consent'])
  const { status, email } = await ask({ proof: given, consent: true })
  expect(status).toBe(202)
  expect((await follow(tokenIn(await smtp.next(email)))).status).toBe(200)
  const [kept] = await studio.query('select consented_at, consent from guildhall.registrations where email = $1', [
    email,
  ])
  expect(kept.consent).toEqual({ termsUrl: 'https://studio.example/terms', privacyUrl: null, version: '2026-01' })
  expect(kept.consented_at).not.toBeNull()
})

it('of several clicks at the same moment one makes the person', async () => {
  const { email } = await ask()
  const token = tokenIn(await smtp.next(email))
  const answers = await Promise.all([follow(token), follow(token), follow(token)])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 410, 410])
  expect(await peopleWith(email)).toHaveLength(1)
})

it('of two links of one address one counts', async () => {
  const { email } = await ask()
  const first = tokenIn(await smtp.next(email))
  await ask({ email })
  const second = tokenIn(await smtp.next(email))
  expect((await follow(second)).status).toBe(200)
  expect((await follow(first)).status).toBe(410)
  expect(await peopleWith(email)).toHaveLength(1)
})

it('administrators approve or refuse who waits, and the person hears of it', async () => {
  await open({ needsApproval: true })
  const one = await ask({ name: 'One' })
  expect((await follow(tokenIn(await smtp.next(one.email)))).body.outcome).toBe('waiting')
  expect((await mailTo(ana.email)).subject).toBe('One wants to join Studio')
  const two = await ask({ name: 'Two' })
  await follow(tokenIn(await smtp.next(two.email)))
  expect(await login(one.email)).toBe(401)
  expect(await peopleWith(one.email)).toEqual([])

  const list = await ana.get('/registrations')
  expect(list.body.map(({ name }: { name: string }) => name)).toEqual(['One', 'Two'])
  expect(list.headers['content-range']).toBe('registrations 0-1/2')
  const [first, second] = list.body
  for (const path of ['/registrations', '/registration']) expect((await will.get(path)).status).toBe(403)
  expect((await will.post(`/registrations/${first.id}/approve`)).status).toBe(403)

  const answers = await Promise.all([1, 2].map(() => ana.post(`/registrations/${first.id}/approve`)))
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 409])
  expect((await smtp.next(one.email)).subject).toBe('Welcome to Studio')
  expect(await login(one.email)).toBe(200)

  expect((await ana.post(`/registrations/${second.id}/refuse`, { reason: '' })).status).toBe(422)
  expect((await ana.post(`/registrations/${second.id}/refuse`, { reason: 'We know no Two.' })).status).toBe(204)
  expect((await smtp.next(two.email)).text).toContain('We know no Two.')
  expect(await login(two.email)).toBe(401)
  expect((await ana.post(`/registrations/${second.id}/approve`)).status).toBe(409)
  expect((await ana.get('/registrations')).body).toEqual([])
  expect((await ana.get('/registrations?status=refused')).body).toMatchObject([{ reason: 'We know no Two.' }])
})

it('one business neither sees nor decides what another has', async () => {
  await open({ needsApproval: true })
  const { email } = await ask()
  await follow(tokenIn(await smtp.next(email)))
  const [{ id }] = (await ana.get('/registrations')).body
  const other = await studio.business({ slug: 'neighbour' })
  const boss = await other.person('Boss', 'admin')
  expect((await boss.get('/registrations')).body).toEqual([])
  expect((await boss.post(`/registrations/${id}/approve`)).status).toBe(404)
  expect((await ana.post(`/registrations/${id}/refuse`, { reason: 'No' })).status).toBe(204)
})

it('nobody opens the door to more than he holds, nor to administrators', async () => {
  expect(await set({ roles: [await roleOf('admin')] })).toMatchObject({ status: 422 })
  expect(await set({ roles: [await roleOf('manager')] })).toMatchObject({ status: 422 })
  expect(await set({ roles: [] })).toMatchObject({ status: 422 })
  expect(await set({ roles: ['01900000-0000-7000-8000-000000000000'] })).toMatchObject({ status: 422 })
  expect((await will.patch('/registration', { isOpen: false })).status).toBe(403)
})

it('a suspended business takes nobody, a full one lets him wait until there is room', async () => {
  const root = await studio.superadmin('Root', 'studio')
  const [{ id, version }] = (await root.get('/tenants?filter={"q":"studio"}')).body
  const { email } = await ask()
  const token = tokenIn(await smtp.next(email))
  await root.patch(`/tenants/${id}`, { status: 'suspended', version })
  expect((await ask()).status).toBe(404)
  expect((await follow(token)).status).toBe(404)
  await root.patch(`/tenants/${id}`, { status: 'active', version: version + 1 })

  await root.put(`/tenants/${id}/quotas`, { quotas: { people: 1 } })
  expect((await follow(token)).body.outcome).toBe('waiting')
  const [waiting] = (await ana.get('/registrations')).body
  expect(await ana.post(`/registrations/${waiting.id}/approve`)).toMatchObject({
    status: 409,
    body: { code: 'quotas.people' },
  })
  await root.put(`/tenants/${id}/quotas`, { quotas: {} })
  expect((await ana.post(`/registrations/${waiting.id}/approve`)).status).toBe(204)
  expect(await login(email)).toBe(200)
})

it('one address does not fill a mailbox', async () => {
  const { email } = await ask()
  for (let each = 0; each < 6; each++) expect((await ask({ email })).status).toBe(202)
  const last = await ask()
  await smtp.next(last.email)
  expect(smtp.mails.filter(({ receivers }) => receivers.includes(email)).length).toBeLessThanOrEqual(5)
})
