import { afterAll, beforeAll, expect, test } from 'vitest'
import { addMember, type Caller, type TestPlatform, testPassword } from '../../testing/index.ts'
import { erasures, openInn, openTenant, whereSaid } from './inn.ts'

let platform: TestPlatform
let inn: Awaited<ReturnType<typeof openTenant>>
let admin: Caller
let worker: Caller
beforeAll(async () => {
  platform = await openInn()
  inn = await openTenant(platform, 'inn')
  admin = await platform.signIn('admin@inn.example')
  worker = await platform.signIn('worker@inn.example')
})
afterAll(() => platform?.close())

const pool = () => platform.events.pool
/** Sessions end by themselves when time goes by. */
async function later(days: number): Promise<void> {
  platform.clock.set(new Date(Date.parse(platform.clock.now()) + days * 86_400_000).toISOString())
  admin = await platform.signIn('admin@inn.example')
  worker = await platform.signIn('worker@inn.example')
}

async function made(url: string, body: object): Promise<string> {
  const answer = await admin('POST', url, body)
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.data.id
}
const person = (name: string, archetype: 'worker' | 'client' = 'worker') =>
  addMember(platform, inn.id, { name, email: `${name.toLowerCase().replaceAll(' ', '.')}@inn.example`, archetype })
const erase = (record: string, more: object = {}, resource = 'people') =>
  admin('POST', '/api/privacy/erasures', { resource, record, reason: 'He asked by letter', ...more })
const request = async (id: string) =>
  (await admin('GET', '/api/privacy/requests')).data.find((one: { id: string }) => one.id === id)

test('of an erased person nothing is left in any table, whatever said who he was', async () => {
  const mark = 'Zyxwv'
  const id = await person('Zyxwv Testov')
  await admin('PATCH', `/api/people/${id}`, { login: 'zyxwvlogin' })
  const field = await admin('POST', '/api/fields', {
    resource: 'guests',
    key: 'wish',
    kind: 'text',
    labels: { en: 'Wish' },
    searchable: true,
    filterable: true,
    unique: true,
  })
  expect(field.statusCode, field.body).toBe(201)
  const guest = await made('/api/guests', {
    name: 'Zyxwv Testov',
    email: 'zyxwv@home.example',
    nicknames: ['Zyxwvik'],
    passport: 'ZYXWV-77',
    person: id,
    custom: { wish: 'zyxwv wish' },
  })
  await admin('PATCH', `/api/guests/${guest}`, { name: 'Zyxwv Testov the second' })
  const remark = await made('/api/remarks', { guest, text: 'zyxwv snores', mood: 'calm' })
  const visit = await made('/api/visits', { what: `guests/${guest}`, note: 'zyxwv came', title: 'A visit' })
  await made('/api/parties', { name: 'A feast', invited: [guest] })
  const himself = await platform.signIn('zyxwv.testov@inn.example')
  await himself('PATCH', '/api/preferences', { values: { 'theme.mode': 'dark' } })
  await himself('POST', '/api/saved-views', {
    resource: 'guests',
    name: 'Zyxwv view',
    content: { kind: 'list', filter: { name_like: 'Zyxwv Testov' } },
  })
  await admin('POST', '/api/remarks', { guest, text: 'zyxwv again' }, { 'idempotency-key': 'one' })
  expect((await himself('POST', '/api/auth/privacy/copies', {})).statusCode).toBe(201)
  await platform.events.drain()
  await pool().query(
    `insert into guildhall.login_journal (at, event, email) values (now(), 'failure', 'zyxwv.testov@inn.example')`,
  )
  await pool().query(
    `insert into guildhall.job_runs (tenant_id, id, plugin, job, state, created_at, error) values ($1, gen_random_uuid(), 'core', 'import', 'failed', now(), 'no mail to Zyxwv.Testov@inn.example')`,
    [inn.id],
  )
  expect((await whereSaid(pool(), mark)).length).toBeGreaterThan(10)

  const asked = await erase(guest, {}, 'guests')
  expect(asked.statusCode, asked.body).toBe(201)
  await later(15)
  await platform.privacy.workAll()
  await platform.events.drain()
  expect(await request(asked.data.id)).toMatchObject({
    state: 'done',
    name: 'Erased person',
    error: null,
    reason: null,
  })
  expect(await whereSaid(pool(), mark)).toEqual([])
  expect(erasures).toContain('Zyxwv Testov the second')

  // What says nothing of him stays, and points to nobody in particular.
  const again = await platform.signIn('admin@inn.example')
  expect((await again('GET', `/api/remarks/${remark}`)).data).toMatchObject({ mood: 'calm', guest })
  expect((await again('GET', `/api/guests/${guest}`)).data).toMatchObject({
    name: 'Erased person',
    email: null,
    nicknames: [],
    person: id,
  })
  expect((await again('GET', `/api/guests/${guest}`, undefined, { 'accept-language': 'ro' })).statusCode).toBe(200)
  expect((await again('GET', `/api/visits/${visit}`)).data).toMatchObject({ title: 'A visit', what: `guests/${guest}` })
  const history = (await again('GET', `/api/guests/${guest}/history`)).data
  expect(history[0]).toMatchObject({ action: 'erase', actor: { label: 'admin of inn' } })
  expect(JSON.stringify(history)).not.toMatch(/zyxwv/i)
  expect(history.at(-1).removed).toContain('name')
  await expect(platform.signIn('zyxwv.testov@inn.example')).rejects.toThrow()

  // His address is free, and what is left of him is nobody's way in.
  const successor = await person('Zyxwv Testov')
  expect(successor).not.toBe(id)
  expect((await again('POST', `/api/people/${id}/activate`, {})).statusCode).toBe(409)
  expect((await again('PATCH', `/api/people/${id}`, { email: 'back@inn.example' })).data.code).toBe('people.erased')
  expect((await erase(id)).data.code).toBe('privacy.already_erased')
})

test('until the grace period is over nothing is touched, and it can be taken back', async () => {
  const id = await person('Graceful Ghost')
  const asked = await erase(id, { days: 10 })
  await later(9)
  await platform.privacy.workAll()
  expect((await request(asked.data.id)).state).toBe('waiting')
  expect((await admin('POST', `/api/privacy/requests/${asked.data.id}/withdraw`)).statusCode).toBe(200)
  await later(10)
  await platform.privacy.workAll()
  expect((await request(asked.data.id)).state).toBe('withdrawn')
  expect((await admin('GET', `/api/people/${id}`)).data).toMatchObject({ name: 'Graceful Ghost', status: 'invited' })
  expect((await admin('POST', `/api/privacy/requests/${asked.data.id}/withdraw`)).data.code).toBe(
    'privacy.request_closed',
  )
})

test('of many who ask for the same person at once one is heard', async () => {
  const id = await person('Often Asked')
  const answers = await Promise.all(Array.from({ length: 5 }, () => erase(id)))
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409, 409, 409, 409])
  expect(answers.find(({ statusCode }) => statusCode === 409)?.data.code).toBe('privacy.already_asked')
})

test('the last administrator, a superadmin and who holds something are not erased', async () => {
  const lone = await platform.tenancy.tenants.create({ slug: 'lone', name: 'Lone', plugins: ['hotel'] })
  const only = await addMember(platform, lone.id, { name: 'Only', email: 'only@lone.example', archetype: 'admin' })
  const caller = await platform.signIn('only@lone.example')
  const refused = await caller('POST', '/api/privacy/erasures', { resource: 'people', record: only, reason: 'tired' })
  expect(refused.data.code).toBe('people.last_administrator')

  const root = await addMember(platform, inn.id, { name: 'Root', email: 'root@inn.example', archetype: 'worker' })
  await pool().query(`update guildhall.users set superadmin = true where email = 'root@inn.example'`)
  expect((await erase(root)).data.code).toBe('privacy.superadmin')

  const host = await person('Holding Host')
  const heir = await person('Happy Heir')
  await (await platform.signIn('happy.heir@inn.example'))('GET', '/api/auth/me')
  const party = await made('/api/parties', { name: 'A dance', host })
  const plan = await admin('GET', `/api/privacy/plan?resource=people&record=${host}`)
  expect(plan.data.held).toMatchObject([{ resource: 'parties', count: 1 }])
  const asked = await erase(host, { days: 0 })
  await platform.privacy.workAll()
  expect(await request(asked.data.id)).toMatchObject({ state: 'failed', error: 'people.heir_needed' })
  expect((await admin('GET', `/api/people/${host}`)).data.name).toBe('Holding Host')
  const accept = (body: object) => admin('POST', `/api/privacy/requests/${asked.data.id}/accept`, body)
  expect((await accept({ heir: host })).data.code).toBe('people.heir_same')
  expect((await accept({ heir, days: 0 })).statusCode).toBe(200)
  await platform.privacy.workAll()
  expect((await request(asked.data.id)).state).toBe('done')
  expect((await admin('GET', `/api/parties/${party}`)).data.host).toBe(heir)
})

test('what the books need is kept as long as they need it, and goes then', async () => {
  const guest = await made('/api/guests', { name: 'Billed Boris', passport: 'B-1' })
  const bill = (issuedOn: string, number: string) =>
    made('/api/bills', { number, guest, issuedOn, address: `Boris street ${number}` })
  const old = await bill('2010-01-01', '1')
  const recent = await bill(platform.clock.today(), '2')
  const plan = (await admin('GET', `/api/privacy/plan?resource=guests&record=${guest}`)).data
  expect(plan.kept).toMatchObject([{ resource: 'bills', count: 1 }])
  expect(plan.erased).toEqual(
    expect.arrayContaining([expect.objectContaining({ resource: 'bills', count: 1, fields: ['address'] })]),
  )
  const { data } = await erase(guest, { days: 0 }, 'guests')
  await platform.privacy.workAll()
  expect(await request(data.id)).toMatchObject({ state: 'done', againAt: expect.any(String) })
  expect((await admin('GET', `/api/bills/${old}`)).data.address).toBe('Erased person')
  expect((await admin('GET', `/api/bills/${recent}`)).data.address).toBe('Boris street 2')
  await later(10 * 366)
  await platform.privacy.workAll()
  expect(await whereSaid(pool(), 'Boris street', 'Billed Boris')).toEqual([])
})

test('a person of two tenants is erased in one and stays in the other', async () => {
  const elsewhere = await openTenant(platform, 'elsewhere')
  const there = await addMember(platform, elsewhere.id, {
    name: 'Twofold Tom',
    email: 'tom@home.example',
    archetype: 'worker',
  })
  const here = await addMember(platform, inn.id, {
    name: 'Twofold Tom',
    email: 'tom@home.example',
    archetype: 'worker',
  })
  await erase(here, { days: 0 })
  await platform.privacy.workAll()
  const tom = await platform.signIn('tom@home.example', testPassword, 'elsewhere')
  expect((await tom('GET', `/api/people/${there}`)).data.name).toBe('Twofold Tom')
  const { rows } = await pool().query(
    'select count(*)::int as n from guildhall.memberships m join guildhall.users u on u.id = m.user_id where u.email = $1',
    ['tom@home.example'],
  )
  expect(rows[0].n).toBe(1)
  const { rows: mine } = await pool().query('select name from guildhall.people where tenant_id = $1 and id = $2', [
    inn.id,
    here,
  ])
  expect(mine[0].name).toBe('[erased]')
})

test('only administrators of the tenant itself, with a session of their own, see and do any of it', async () => {
  const id = await person('Well Kept')
  const stranger = await platform.signIn('admin@elsewhere.example')
  const asking = { resource: 'people', record: id, reason: 'no' }
  expect((await worker('POST', '/api/privacy/erasures', asking)).statusCode).toBe(403)
  expect((await worker('GET', '/api/privacy/requests')).statusCode).toBe(403)
  expect((await worker('GET', `/api/privacy/plan?resource=people&record=${id}`)).statusCode).toBe(403)
  expect((await stranger('POST', '/api/privacy/erasures', asking)).statusCode).toBe(404)
  expect((await stranger('GET', `/api/privacy/plan?resource=people&record=${id}`)).statusCode).toBe(404)
  expect((await stranger('POST', '/api/privacy/copies', { resource: 'people', record: id })).statusCode).toBe(404)
  const { data: key } = await admin('POST', '/api/auth/keys', { name: 'k', scopes: ['people:read'], days: 1 })
  const byKey = await platform.app.inject({
    method: 'POST',
    url: '/api/privacy/erasures',
    headers: { authorization: `Bearer ${key.token}` },
    payload: asking,
  })
  expect(byKey.statusCode).toBe(403)
  await (await platform.signIn('other@inn.example'))('GET', '/api/auth/me')
  const acting = await admin('POST', '/api/access/acting', { person: inn.people.other, reason: 'helping' })
  expect(acting.statusCode, acting.body).toBe(201)
  const cookie = `${admin.cookie}; ${String(acting.headers['set-cookie']).split(';')[0]}`
  const acted = await platform.app.inject({
    method: 'POST',
    url: '/api/privacy/erasures',
    headers: { cookie },
    payload: asking,
  })
  expect(acted.statusCode).toBe(403)
  expect((await admin('POST', '/api/privacy/erasures', { ...asking, resource: 'parties' })).statusCode).toBe(404)
  expect((await admin('POST', '/api/privacy/erasures', { ...asking, reason: ' ' })).statusCode).toBe(422)
})

test('a person asks himself, takes it back, asks again, and an administrator answers', async () => {
  await person('Asking Anna')
  const anna = await platform.signIn('asking.anna@inn.example')
  const first = await anna('POST', '/api/auth/privacy/erasures', { reason: 'I leave' })
  expect(first.statusCode, first.body).toBe(201)
  expect((await anna('GET', '/api/auth/privacy')).data).toMatchObject([{ state: 'asked', kind: 'erasure' }])
  expect((await worker('DELETE', `/api/auth/privacy/erasures/${first.data.id}`)).statusCode).toBe(404)
  expect((await anna('DELETE', `/api/auth/privacy/erasures/${first.data.id}`)).statusCode).toBe(200)
  const second = await anna('POST', '/api/auth/privacy/erasures', { reason: 'I leave after all', everywhere: true })
  expect((await anna('POST', `/api/privacy/requests/${second.data.id}/accept`, {})).statusCode).toBe(403)
  const refusal = await admin('POST', `/api/privacy/requests/${second.data.id}/refuse`, {
    answer: 'You still owe us a book',
  })
  expect(refusal.statusCode, refusal.body).toBe(200)
  expect((await anna('GET', '/api/auth/privacy')).data[0]).toMatchObject({
    state: 'refused',
    answer: 'You still owe us a book',
  })
  const asked = (await request(second.data.id)) as { askedAt: string; dueAt: string }
  expect(Date.parse(asked.dueAt) - Date.parse(asked.askedAt)).toBeGreaterThan(27 * 86_400_000)
})
