import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { withClient } from '../../src/database/provision.ts'
import { addMember, type Caller, testPassword } from '../../testing/index.ts'
import { openShop, type Shop } from '../http/shop.ts'

let shop: Shop
let his: string
let root: Caller
const start = '2026-03-10T10:00:00.000Z'
beforeAll(async () => {
  shop = await openShop()
  // Who never came in is nobody to act for.
  for (const caller of [shop.worker, shop.manager, shop.observer]) await caller('GET', '/api/manifest')
  his = (await shop.admin('POST', '/api/goods', { name: 'His', keeper: shop.people.worker })).data.id
  await shop.platform.identity.createUser({
    email: 'root@x.example',
    name: 'Root',
    password: testPassword,
    superadmin: true,
  })
  root = await shop.platform.signIn('root@x.example', testPassword, 'shop')
})
afterEach(() => shop.platform.clock.set(start))
afterAll(() => shop?.platform.close())

const reason = 'Asked for it on the phone'
const ask = (caller: Caller, person: string | undefined, more: object = {}) =>
  caller('POST', '/api/access/acting', { person, reason, ...more })

async function actFor(caller: Caller, person: string | undefined): Promise<Caller> {
  const begun = await ask(caller, person)
  expect(begun.statusCode, begun.body).toBe(201)
  const sent = String(begun.headers['set-cookie'])
  expect(sent).toMatch(/HttpOnly.*SameSite=Lax/)
  const cookie = `${caller.cookie}; ${sent.split(';')[0]}`
  const call = (method: string, url: string, body?: unknown, headers = {}) =>
    caller(method, url, body, { cookie, ...headers })
  return Object.assign(call, { cookie })
}

describe('acting for a person', () => {
  test('an administrator does what the person may, and the history names both', async () => {
    const acting = await actFor(shop.admin, shop.people.worker)
    expect((await acting('GET', '/api/goods')).data.map(({ name }: { name: string }) => name)).toEqual(['His'])
    expect((await acting('GET', '/api/roles')).statusCode).toBe(403)
    expect((await acting('POST', '/api/goods', { name: 'No' })).statusCode).toBe(403)
    expect((await acting('PATCH', `/api/goods/${his}`, { count: 4 })).statusCode).toBe(200)
    const [change] = (await shop.admin('GET', `/api/goods/${his}/history`)).data
    expect(change.actor).toMatchObject({ kind: 'acting', label: 'The admin', for: 'The worker' })
    const manifest = (await acting('GET', '/api/manifest')).data
    expect(manifest).toMatchObject({
      me: shop.people.worker,
      acting: { by: 'The admin', for: 'The worker', reason, until: '2026-03-10T10:30:00.000Z' },
      superadmin: false,
    })
    expect((await acting('GET', '/api/auth/me')).data).toMatchObject({
      user: { email: 'worker@shop.example' },
      person: { name: 'The worker' },
    })
    // One's own window without the second cookie stays one's own.
    expect((await shop.admin('GET', '/api/manifest')).data.acting).toBeUndefined()
  })

  test('the person sees when, by whom and why, and is told by mail unless the business has that off', async () => {
    await shop.platform.events.start()
    const subjects = async () => (await shop.platform.mails()).map(({ subject }) => subject)
    const told = 'The admin is acting for you at Shop'
    const acting = await actFor(shop.admin, shop.people.manager)
    await expect.poll(subjects, { timeout: 8_000 }).toContain(told)
    await acting('DELETE', '/api/access/acting')
    for (const entries of [
      (await shop.manager('GET', '/api/auth/journal')).data,
      (await shop.admin('GET', '/api/login-journal')).data,
    ])
      expect(entries.slice(0, 2)).toMatchObject([
        { event: 'acting-ended', by: 'The admin', reason },
        { event: 'acting-begun', by: 'The admin', reason },
      ])
    expect((await shop.admin('PATCH', '/api/plugins/core/settings', { tellOfActing: false })).statusCode).toBe(200)
    // Also what earlier tests left to be told.
    await shop.platform.events.drain()
    const before = await subjects()
    await actFor(shop.admin, shop.people.observer)
    await expect
      .poll(async () => (await shop.admin('GET', '/api/deliveries')).body, { timeout: 8_000 })
      .toMatch(/core\.acting\.begun(?!.*"waiting")/)
    expect(await subjects()).toEqual(before)
  })

  test('needs a reason, and a person who may come in and is neither oneself nor a superadmin', async () => {
    expect((await ask(shop.admin, shop.people.worker, { reason: ' ' })).data.fields).toMatchObject([{ path: 'reason' }])
    expect((await ask(shop.admin, shop.people.admin)).data.code).toBe('acting.impossible')
    expect((await ask(shop.admin, his)).statusCode).toBe(404)
    const gone = await addMember(shop.platform, shop.tenantId, {
      email: 'gone@shop.example',
      name: 'G',
      archetype: 'worker',
    })
    await shop.admin('POST', `/api/people/${gone}/deactivate`, {})
    expect((await ask(shop.admin, gone)).data.code).toBe('acting.impossible')
    await shop.platform.tenancy.addPerson(shop.tenantId, { email: 'root@x.example', name: 'Root', archetype: 'admin' })
    const [rootPerson] = (
      await shop.admin('GET', `/api/people?filter=${encodeURIComponent('{"email":"root@x.example"}')}`)
    ).data
    expect((await ask(shop.admin, rootPerson.id)).data.code).toBe('acting.impossible')
  })

  test('only administrators do it, and never for one with rights they lack', async () => {
    for (const caller of [shop.manager, shop.worker, shop.observer])
      expect((await ask(caller, shop.people.worker)).data.code).toBe('acting.forbidden')
    // Administers people and roles, and knows nothing of the shop.
    const rights = ['people', 'roles'].map((resource) => ({ resource, rule: { action: 'manage' } }))
    const { data: role } = await shop.admin('POST', '/api/roles', {
      name: 'Clerk',
      archetype: 'observer',
      differences: { add: rights, remove: [] },
    })
    const clerk = await addMember(shop.platform, shop.tenantId, {
      email: 'clerk@shop.example',
      name: 'Clerk',
      archetype: 'observer',
    })
    await shop.admin('PATCH', `/api/people/${clerk}`, { roles: [role.id] })
    const limited = await shop.platform.signIn('clerk@shop.example')
    expect((await ask(limited, shop.people.manager)).data.code).toBe('people.beyond_own_rights')
    expect((await ask(limited, shop.people.observer)).statusCode).toBe(201)
    expect((await ask(root, shop.people.admin)).statusCode).toBe(201)
  })

  test('leaves passwords, second steps, keys, sessions, looks and acting for others to the person', async () => {
    const acting = await actFor(shop.admin, shop.people.worker)
    for (const [method, url, body] of [
      ['PATCH', '/api/auth/me', { login: 'other' }],
      ['POST', '/api/auth/password', { current: testPassword, password: 'a long enough one' }],
      ['GET', '/api/auth/second-factor'],
      ['POST', '/api/auth/second-factor', { password: testPassword }],
      ['GET', '/api/auth/passkeys'],
      ['POST', '/api/auth/passkeys/begin', { password: testPassword }],
      ['POST', `/api/auth/passkeys/${his}/remove`, { password: testPassword }],
      ['GET', '/api/auth/sessions'],
      ['DELETE', `/api/auth/sessions/${his}`],
      ['GET', '/api/auth/journal'],
      ['GET', '/api/auth/keys'],
      ['POST', '/api/auth/keys', { name: 'No', scopes: ['*:*'] }],
      ['POST', '/api/access/see-as', { kind: 'person', id: his }],
      ['POST', '/api/access/acting', { person: shop.people.manager, reason }],
    ] as const)
      expect((await acting(method, url, body)).data.code, `${method} ${url}`).toBe('acting.not_yours')
    expect((await acting('GET', '/api/goods', undefined, { 'x-see-as': his })).data.code).toBe('access.not_in_look')
    expect((await acting('GET', '/api/goods', undefined, { 'x-tenant': 'other' })).data.code).toBe('acting.elsewhere')
    // Not even what runs the installation, though a superadmin acts.
    const asRoot = await actFor(root, shop.people.worker)
    expect((await asRoot('GET', '/api/tenants')).data.code).toBe('auth.superadmin_only')
  })
})

describe('acting ends', () => {
  test('when one stops, on every node, and the cookie goes', async () => {
    const acting = await actFor(shop.admin, shop.people.worker)
    const beside = await shop.platform.beside()
    const there = () => beside.app.inject({ url: '/api/goods', headers: { cookie: acting.cookie } })
    expect((await there()).statusCode).toBe(200)
    const stopped = await acting('DELETE', '/api/access/acting')
    expect(String(stopped.headers['set-cookie'])).toMatch(/^guildhall_acting=;/)
    expect((await there()).json().code).toBe('acting.over')
    const after = await acting('PATCH', `/api/goods/${his}`, { count: 9 })
    // What was begun for him is not done as oneself.
    expect(after.data.code).toBe('acting.over')
    expect(String((await acting('GET', '/api/goods')).headers['set-cookie'])).toMatch(/^guildhall_acting=;.*HttpOnly/)
    expect((await shop.admin('GET', `/api/goods/${his}`)).data.count).not.toBe(9)
    await beside.close()
  })

  test('after half an hour', async () => {
    const acting = await actFor(shop.admin, shop.people.worker)
    shop.platform.clock.set('2026-03-10T10:29:59.000Z')
    expect((await acting('GET', '/api/goods')).statusCode).toBe(200)
    shop.platform.clock.set('2026-03-10T10:30:00.000Z')
    expect((await acting('GET', '/api/goods')).data.code).toBe('acting.over')
    await shop.platform.tidy()
    const open = await withClient(
      shop.platform.urls.superUrl,
      async (client) =>
        (
          await client.query('select 1 from guildhall.actings where ended_at is null and ends_at <= $1', [
            '2026-03-10T10:30:00Z',
          ])
        ).rowCount,
    )
    expect(open).toBe(0)
  })

  test('at once with the right or the session of who acts, and with the person’s own access', async () => {
    const deputy = await addMember(shop.platform, shop.tenantId, {
      email: 'deputy@shop.example',
      name: 'Deputy',
      archetype: 'admin',
    })
    const sign = () => shop.platform.signIn('deputy@shop.example')
    const roles = (await shop.admin('GET', '/api/roles')).data as { id: string; archetype: string; name: string }[]
    const roleOf = (archetype: string) =>
      roles.find((role) => role.archetype === archetype && role.name !== 'Clerk')?.id
    const first = await actFor(await sign(), shop.people.worker)
    expect((await first('GET', '/api/goods')).statusCode).toBe(200)
    await shop.admin('PATCH', `/api/people/${deputy}`, { roles: [roleOf('observer')] })
    expect((await first('GET', '/api/goods')).data.code).toBe('acting.over')
    await shop.admin('PATCH', `/api/people/${deputy}`, { roles: [roleOf('admin')] })

    const own = await sign()
    const second = await actFor(own, shop.people.worker)
    expect((await second('GET', '/api/goods')).statusCode).toBe(200)
    await own('POST', '/api/auth/logout')
    expect((await second('GET', '/api/goods')).statusCode).toBe(401)

    const third = await actFor(await sign(), shop.people.observer)
    expect((await third('GET', '/api/people')).statusCode).toBe(200)
    await shop.admin('POST', `/api/people/${shop.people.observer}/deactivate`, {})
    expect((await third('GET', '/api/people')).data.code).toBe('acting.over')
  })

  test('the second cookie is worth nothing in another session', async () => {
    const acting = await actFor(shop.admin, shop.people.worker)
    const token = acting.cookie.split('; ')[1] ?? ''
    const stolen = `${shop.manager.cookie}; ${token}`
    expect((await shop.manager('GET', '/api/goods', undefined, { cookie: stolen })).data.code).toBe('acting.over')
    expect((await shop.platform.app.inject({ url: '/api/goods', headers: { cookie: token } })).statusCode).toBe(401)
  })
})

describe('signing another out', () => {
  const out = (caller: Caller, person: string | undefined) => caller('DELETE', `/api/sign-ins/${person}/sessions`)

  test('an administrator ends all sessions of a person at once; the journal says who did', async () => {
    const [one, two] = [
      await shop.platform.signIn('manager@shop.example'),
      await shop.platform.signIn('manager@shop.example'),
    ]
    expect((await one('GET', '/api/goods')).statusCode).toBe(200)
    expect((await two('GET', '/api/goods')).statusCode).toBe(200)
    expect((await out(shop.admin, shop.people.manager)).statusCode).toBe(200)
    for (const caller of [one, two]) expect((await caller('GET', '/api/goods')).statusCode).toBe(401)
    const again = await shop.platform.signIn('manager@shop.example')
    expect((await again('GET', '/api/auth/journal')).data.slice(0, 2)).toMatchObject([
      { event: 'login' },
      { event: 'logout', by: 'The admin' },
    ])
  })

  test('nobody else does, nor to one with more rights, nor while acting', async () => {
    expect((await out(shop.worker, shop.people.admin)).statusCode).toBe(403)
    expect((await out(shop.admin, his)).statusCode).toBe(404)
    const limited = await shop.platform.signIn('clerk@shop.example')
    expect((await out(limited, shop.people.admin)).data.code).toBe('people.beyond_own_rights')
    const acting = await actFor(root, shop.people.admin)
    expect((await out(acting as Caller, shop.people.worker)).data.code).toBe('acting.not_yours')
    expect((await shop.admin('GET', '/api/goods')).statusCode).toBe(200)
  })
})
