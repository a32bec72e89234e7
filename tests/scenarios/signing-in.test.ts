import { afterAll, beforeAll, expect, it } from 'vitest'
import { codeAt } from '../../core/src/identity/second-factor/authenticator.ts'
import { startTestSmtp, type TestSmtp } from '../../core/testing/smtp.ts'
import { type Member, openStudio, type Studio } from '../studio.ts'

const password = 'correct horse battery'
let smtp: TestSmtp
let studio: Studio
let ana: Member
let will: Member

beforeAll(async () => {
  smtp = await startTestSmtp()
  studio = await openStudio({ smtpUrl: smtp.url, publicUrl: 'https://guildhall.test' })
  await studio.platform.events.start()
  ana = await studio.person('Ana', 'admin')
  will = await studio.person('Will', 'worker')
})
afterAll(async () => {
  await studio?.close()
  await smtp?.close()
})

async function login(email: string, given = password, code?: string) {
  const answer = await studio.platform.app.inject({
    method: 'POST',
    url: '/api/auth/login',
    payload: { email, password: given, ...(code && { code }) },
    headers: { 'user-agent': 'Browser of the test' },
  })
  const { requestId: _, ...body } = answer.json()
  return {
    status: answer.statusCode,
    body,
    sent: String(answer.headers['set-cookie']),
    cookie: String(answer.headers['set-cookie']).split(';')[0] ?? '',
  }
}
const with_ =
  (cookie: string) =>
  async (url: string, method: 'GET' | 'POST' = 'GET', payload?: object) => {
    const answer = await studio.platform.app.inject({
      method,
      url: `/api${url}`,
      headers: { cookie },
      ...(payload && { payload }),
    })
    return { status: answer.statusCode, body: answer.body ? answer.json() : null }
  }
const roleIds = async (archetype: string): Promise<string[]> =>
  (await ana.list('roles', { archetype })).body.map(({ id }: { id: string }) => id)

it('S0.3 the right password opens a session in a cookie that no script and no other site gets, a wrong one and an unknown name the same 401', async () => {
  const right = await login('will@studio.example')
  expect(right).toMatchObject({ status: 200, body: { user: { name: 'Will' }, tenant: { slug: 'studio' } } })
  for (const flag of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/']) expect(right.sent).toContain(flag)
  expect((await with_(right.cookie)('/auth/me')).status).toBe(200)
  const wrong = await login('will@studio.example', 'not his password')
  const unknown = await login('nobody@studio.example', 'not his password')
  expect(wrong).toEqual(unknown)
  expect([wrong.status, wrong.sent]).toEqual([401, 'undefined'])
})

it('S0.3 the eleventh failure within ten minutes is told to wait, even with the right password, and others are not', async () => {
  await studio.person('Lena', 'worker')
  for (let nth = 1; nth <= 10; nth++) expect((await login('lena@studio.example', 'guess guess')).status).toBe(401)
  expect((await login('lena@studio.example', 'guess guess')).status).toBe(429)
  expect((await login('lena@studio.example')).status).toBe(429)
  expect((await login('will@studio.example')).status).toBe(200)
  studio.setNow('2026-03-10T09:10:30.000Z')
  expect((await login('lena@studio.example')).status).toBe(200)
})

it('S0.3 whoever changes his password stays, and all his other sessions end', async () => {
  const vera = await studio.person('Vera', 'worker')
  const [here, there] = [with_((await login(vera.email)).cookie), with_((await login(vera.email)).cookie)]
  const change = { current: password, password: 'a new and longer one' }
  expect((await here('/auth/password', 'POST', { ...change, current: 'wrong' })).status).toBe(422)
  expect((await there('/auth/me')).status).toBe(200)
  expect((await here('/auth/password', 'POST', change)).status).toBe(204)
  expect((await here('/auth/me')).status).toBe(200)
  for (const url of ['/auth/me', '/tasks', '/manifest']) expect((await there(url)).status).toBe(401)
  expect((await login(vera.email)).status).toBe(401)
  expect((await login(vera.email, change.password)).status).toBe(200)
})

it('S0.3 once an authenticator is set up its code is demanded, or a recovery code', async () => {
  const nora = await studio.person('Nora', 'worker')
  const here = with_((await login(nora.email)).cookie)
  const { body } = await here('/auth/second-factor', 'POST', { password })
  const code = await codeAt(body.secret, studio.platform.clock.now())
  const { recoveryCodes } = (await here('/auth/second-factor/confirm', 'POST', { code })).body
  const asked = await login(nora.email)
  expect([asked.status, asked.body.code, asked.sent]).toEqual([401, 'identity.code_required', 'undefined'])
  expect((await login(nora.email, password, code)).body.code).toBe('identity.code_wrong')
  expect((await login(nora.email, password, recoveryCodes[0])).status).toBe(200)
  expect((await login(nora.email, 'not her password', recoveryCodes[1])).body.code).toBe('identity.wrong_credentials')
  expect((await login('will@studio.example')).status).toBe(200)
})

it('S2.19 superadmin, administrator, staff and client come in, each to his own side', async () => {
  await studio.superadmin()
  await studio.person('Clara', 'client')
  const landing = async (email: string) => {
    const call = with_((await login(email)).cookie)
    const { user, person, tenant } = (await call('/auth/me')).body
    const manifest = tenant && (await call('/manifest')).body
    return {
      superadmin: user.superadmin,
      roles: (person?.roles ?? []).map(({ archetype }: { archetype: string }) => archetype),
      menu: manifest?.menu.map(({ resource }: { resource: string }) => resource),
    }
  }
  expect(await landing('root@installation.example')).toMatchObject({ superadmin: true, roles: [] })
  const [admin, staff, client] = [
    await landing('ana@studio.example'),
    await landing('will@studio.example'),
    await landing('clara@studio.example'),
  ]
  expect([admin.roles, staff.roles, client.roles]).toEqual([['admin'], ['worker'], ['client']])
  expect(admin.menu).toEqual(expect.arrayContaining(['roles', 'people', 'staff', 'clients', 'projects', 'tasks']))
  expect(staff.menu).not.toContain('roles')
  expect(client.menu).not.toEqual(expect.arrayContaining(['staff']))
})

it('S2.19 an address that is a company’s gets no login, no invitation and no reset', async () => {
  await ana.make('companies', { name: 'Ferrum', email: 'office@ferrum.example' })
  const [role] = await roleIds('client')
  const asPerson = { name: 'Office', email: 'Office@Ferrum.example', kind: 'client', roles: [role] }
  const refused = await ana.post('/people', asPerson)
  expect(refused.status).toBe(422)
  expect(refused.body.fields).toMatchObject([{ path: 'email' }])
  const card = await ana.make('clients', { name: 'Office', email: 'office@ferrum.example' })
  expect((await ana.post(`/clients/${card.id}/invite`)).status).toBe(422)
  expect((await login('office@ferrum.example')).status).toBe(401)
  const sent = smtp.mails.length
  expect((await with_('')('/auth/reset', 'POST', { email: 'office@ferrum.example' })).status).toBe(202)
  await studio.platform.events.drain()
  expect(smtp.mails).toHaveLength(sent)
})

it('S2.21 an address that is taken makes no second login, in whatever case or form it is written; a name may', async () => {
  const [role] = await roleIds('client')
  const person = (email: string) => ana.post('/people', { name: 'Will', email, kind: 'client', roles: [role] })
  expect((await person('WILL@Studio.Example')).status).toBe(409)
  // Full-width letters, which look and are typed like others.
  expect((await person('ｗｉｌｌ@studio.example')).status).toBe(409)
  expect((await person('will.private@studio.example')).status).toBe(201)
  expect((await ana.list('people', { email_like: 'will' })).body).toHaveLength(2)
})

it('S2.22 who is staff and client has two addresses, and neither side sees what is the other’s', async () => {
  const staff = await studio.person('Dora', 'worker')
  const asClient = await studio.person('Dora.home', 'client')
  const card = await ana.make('clients', { name: 'Dora', person: asClient.id })
  const own = await ana.make('projects', { name: 'Her kitchen', client: card.id })
  const work = await ana.make('projects', { name: 'Work' })
  await ana.make('project-members', { project: work.id, person: staff.id })
  const kind = async (email: string) => {
    const { person } = (await with_((await login(email)).cookie)('/auth/me')).body
    return person.roles[0].archetype
  }
  expect([await kind('dora@studio.example'), await kind('dora.home@studio.example')]).toEqual(['worker', 'client'])
  const seen = async (who: Member) => (await who.list('projects')).body.map(({ id }: { id: string }) => id)
  expect([await seen(staff), await seen(asClient)]).toEqual([[work.id], [own.id]])
  expect((await staff.get(`/projects/${own.id}`)).status).toBe(404)
  expect((await asClient.get(`/projects/${work.id}`)).status).toBe(404)
  // An invitation of the staff address as a client does not open a client's side to it.
  const double = await ana.make('clients', { name: 'Dora again', email: 'dora@studio.example' })
  expect((await ana.post(`/clients/${double.id}/invite`)).status).toBe(409)
})

it('S3.25 a nickname signs in as well as the address, and nobody reads a password', async () => {
  await ana.patch(`/people/${will.id}`, { login: 'Billy' })
  expect((await login('billy')).body.user.email).toBe('will@studio.example')
  expect((await login('billie')).status).toBe(401)
  for (const url of ['/people', `/people/${will.id}`, `/people/${will.id}/history`, '/people/export', '/auth/me'])
    expect((await ana.get(url)).text).not.toMatch(/password|argon2|token_hash/i)
})

it('S3.25 a forgotten password is changed by a link from a mail that works once and not for ever', async () => {
  await studio.person('Rita', 'worker')
  const post = with_('')
  const asked = await post('/auth/reset', 'POST', { email: 'rita@studio.example' })
  expect(asked).toEqual(await post('/auth/reset', 'POST', { email: 'unknown@studio.example' }))
  const link = async (): Promise<string | undefined> => {
    const { text } = await smtp.next('rita@studio.example')
    return /\/reset\?token=([\w-]+)/.exec(text)?.[1] ?? link()
  }
  const token = await link()
  const body = { token, password: 'another good password' }
  expect((await post('/auth/reset/confirm', 'POST', { ...body, password: 'short' })).status).toBe(422)
  expect((await post('/auth/reset/confirm', 'POST', body)).status).toBe(204)
  expect((await post('/auth/reset/confirm', 'POST', body)).status).toBe(410)
  expect((await login('rita@studio.example', body.password)).status).toBe(200)
  expect((await login('rita@studio.example')).status).toBe(401)
  expect((await smtp.next('rita@studio.example')).text).not.toContain(body.password)
  await post('/auth/reset', 'POST', { email: 'rita@studio.example' })
  const late = await link()
  studio.setNow('2026-03-10T11:00:00.000Z')
  expect((await post('/auth/reset/confirm', 'POST', { token: late, password: 'yet another one' })).status).toBe(410)
})
