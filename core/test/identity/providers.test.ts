import type { InjectOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withClient } from '../../src/database/provision.ts'
import { codeAt } from '../../src/identity/second-factor/authenticator.ts'
import { addMember, type Caller, createTestPlatform, type TestPlatform, testPassword } from '../../testing/platform.ts'
import { clientId, clientSecret, type IdentityProvider, startProvider } from './identity-provider.ts'

const publicUrl = 'http://localhost:4360'
const accounts = {
  anna: { email: 'anna@north.example', email_verified: true, name: 'Anna' },
  ben: { email: 'ben@north.example', email_verified: true },
  root: { email: 'root@north.example', email_verified: true },
  invited: { email: 'invited@north.example', email_verified: true },
  careless: { email: 'anna@north.example', email_verified: false },
  elsewhere: { email: 'anna@south.example', email_verified: true },
  stranger: { email: 'stranger@north.example', email_verified: true, name: 'A stranger' },
  silent: {},
}
const usual = { slug: 'house', label: 'House account', clientId, secret: clientSecret, domains: ['north.example'] }

let platform: TestPlatform
let idp: IdentityProvider
let root: Caller
let id: string
beforeAll(async () => {
  platform = await createTestPlatform({ publicUrl })
  idp = await startProvider(accounts, [`${publicUrl}/sign-in/house`, `${publicUrl}/sign-in/other`])
  const north = await platform.tenancy.tenants.create({ slug: 'north', name: 'North' })
  for (const name of ['anna', 'ben', 'carl'])
    await addMember(platform, north.id, { email: `${name}@north.example`, name, archetype: 'worker' })
  await platform.tenancy.addPerson(north.id, { email: 'invited@north.example', name: 'Invited', archetype: 'worker' })
  const superadmin = { email: 'root@north.example', name: 'Root', password: testPassword, superadmin: true }
  await platform.identity.createUser(superadmin)
  root = await platform.signIn('root@north.example', testPassword, 'north')
  id = (await root('POST', '/api/providers', { ...usual, issuer: idp.issuer })).data.id
})
afterAll(async () => {
  await platform?.close()
  await idp?.close()
})

const change = async (values: object) =>
  expect((await root('PATCH', `/api/providers/${id}`, values)).statusCode).toBe(200)

async function post(url: string, payload: object, cookie = '') {
  const answer = await platform.app.inject({ method: 'POST', url, payload, headers: { cookie } } as InjectOptions)
  const cookies = Object.fromEntries(answer.cookies.map(({ name, value }) => [name, value]))
  return { status: answer.statusCode, data: answer.body ? answer.json() : null, cookies, headers: answer.headers }
}

/** To the provider and back, as a browser does it; what it brings home is for the caller to hand in. */
async function go(account: string, path = '/api/auth/providers/house', cookie = '', body = {}) {
  const begun = await post(`${path}/begin`, body, cookie)
  expect(begun.status, JSON.stringify(begun.data)).toBe(200)
  const back = await idp.visit(begun.data.address, account)
  const carried = [cookie, `guildhall_trip=${begun.cookies['guildhall_trip']}`].filter(Boolean).join('; ')
  return {
    begun,
    query: back.search.slice(1),
    back,
    carried,
    finish: () => post(`${path}/finish`, { query: back.search.slice(1) }, carried),
  }
}
const comeIn = async (account: string) => (await go(account)).finish()
const refusal = async (account: string) => {
  const { status, data, cookies } = await comeIn(account)
  expect(cookies['guildhall_session']).toBeUndefined()
  return [status, data.code]
}
const subjects = async () => (await platform.mails()).map(({ subject }) => subject)

describe('who is asked for', () => {
  test('the door offers what is on, without a word about its secret', async () => {
    const shown = await platform.app.inject('/api/auth/providers')
    expect(shown.json()).toEqual([{ slug: 'house', label: 'House account' }])
    const [listed] = (await root('GET', '/api/providers')).data
    expect(listed).toMatchObject({ hasSecret: true, trusted: false, redirectUri: `${publicUrl}/sign-in/house` })
    expect(JSON.stringify(listed)).not.toContain(clientSecret)
    await withClient(platform.urls.ownerUrl, async (client) => {
      const { rows } = await client.query("select encode(secret, 'escape') as kept from guildhall.providers")
      expect(rows[0].kept).not.toContain(clientSecret)
    })
    const anna = await platform.signIn('anna@north.example')
    expect((await anna('GET', '/api/providers')).statusCode).toBe(403)
  })

  test('whoever runs the installation sees whether it answers', async () => {
    const { data } = await root('POST', `/api/providers/${id}/test`, {})
    expect(data).toMatchObject({ issuer: idp.issuer, redirectUri: `${publicUrl}/sign-in/house` })
  })

  test.each([
    ['http://intranet.example', 'providers.issuer_unsafe'],
    ['http://169.254.169.254/latest', 'providers.issuer_unsafe'],
    ['file:///etc/passwd', 'providers.issuer_unsafe'],
  ])('%s is never asked', async (issuer, code) => {
    const { data, statusCode } = await root('POST', '/api/providers', { ...usual, slug: 'odd', issuer })
    expect([statusCode, data.fields]).toEqual([422, [{ path: 'issuer', code, message: expect.any(String) }]])
  })

  test('trust wants domains, and newcomers want trust', async () => {
    const odd = { ...usual, slug: 'odd', issuer: idp.issuer }
    const fieldOf = async (values: object) =>
      (await root('POST', '/api/providers', { ...odd, ...values })).data.fields[0].path
    expect(await fieldOf({ trusted: true, domains: [] })).toBe('domains')
    expect(await fieldOf({ newcomers: { tenant: 'north', archetype: 'worker' } })).toBe('newcomers')
    expect(await fieldOf({ trusted: true, newcomers: { tenant: 'nowhere', archetype: 'worker' } })).toBe('newcomers')
  })
})

describe('signing in', () => {
  test('the way there has a state, a nonce and a challenge; what is carried is closed to scripts and to reading', async () => {
    const { begun } = await go('anna')
    const address = new URL(begun.data.address)
    expect(Object.fromEntries(address.searchParams)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      redirect_uri: `${publicUrl}/sign-in/house`,
      state: expect.stringMatching(/.{40}/),
      nonce: expect.stringMatching(/.{40}/),
    })
    expect(String(begun.headers['set-cookie'])).toMatch(
      /^guildhall_trip=.*Max-Age=600; Path=\/api\/auth; HttpOnly; SameSite=Lax/,
    )
    expect(Buffer.from(begun.cookies['guildhall_trip'] ?? '', 'base64url').toString()).not.toContain('state')
  })

  test('nobody is known by his address alone, unless the provider is trusted with its domain', async () => {
    expect(await refusal('anna')).toEqual([403, 'providers.not_linked'])
    expect(await refusal('stranger')).toEqual([403, 'providers.not_linked'])
    await change({ trusted: true })
    const { status, data, cookies } = await comeIn('anna')
    expect([status, data.user.email, data.tenant.slug]).toEqual([200, 'anna@north.example', 'north'])
    const me = await platform.app.inject({
      url: '/api/auth/me',
      headers: { cookie: `guildhall_session=${cookies['guildhall_session']}` },
    })
    expect(me.json().user.name).toBe('anna')
    await expect.poll(subjects).toContain('A new way to sign in to your account')
    // The second time he is known by what the provider calls him, and not told again.
    expect((await comeIn('anna')).status).toBe(200)
    expect((await subjects()).filter((subject) => subject.startsWith('A new way'))).toHaveLength(1)
    expect((await root('GET', '/api/login-journal')).data.slice(0, 3)).toMatchObject([
      { event: 'login', name: 'anna', way: 'house' },
      { event: 'login', name: 'anna', way: 'house' },
      { event: 'provider-linked', name: 'anna', way: 'house' },
    ])
  })

  test('who was invited is in by it', async () => {
    const { status, cookies } = await comeIn('invited')
    expect(status).toBe(200)
    const cookie = `guildhall_session=${cookies['guildhall_session']}`
    expect((await platform.app.inject({ url: '/api/manifest', headers: { cookie } })).json()).toMatchObject({
      actor: { label: 'Invited' },
    })
  })

  test('an address that nobody verified, of another domain, or none at all is not let in', async () => {
    expect(await refusal('careless')).toEqual([403, 'providers.email_unverified'])
    expect(await refusal('silent')).toEqual([403, 'providers.email_unverified'])
    expect(await refusal('elsewhere')).toEqual([403, 'providers.domain_not_allowed'])
  })

  test('no provider decides who runs the installation', async () => {
    expect(await refusal('root')).toEqual([403, 'providers.person_unknown'])
  })

  test('who declined there is told so, and the refusal is in the journal', async () => {
    expect(await refusal('nobody')).toEqual([403, 'providers.declined'])
    expect((await root('GET', '/api/login-journal')).data[0]).toMatchObject({ event: 'provider-refused', way: 'house' })
  })

  test('another state, another browser, another provider or too late: nothing', async () => {
    const trip = await go('anna')
    const finish = (query: string, cookie: string, slug = 'house') =>
      post(`/api/auth/providers/${slug}/finish`, { query }, cookie)
    const other = trip.query.replace(/state=[^&]+/, 'state=of-somebody-else')
    expect((await finish(other, trip.carried)).data.code).toBe('providers.trip_lost')
    expect((await finish(trip.query, '')).data.code).toBe('providers.trip_lost')
    expect((await finish(trip.query, 'guildhall_trip=made-up')).data.code).toBe('providers.trip_lost')
    const theirs = await go('ben')
    expect((await finish(trip.query, theirs.carried)).data.code).toBe('providers.trip_lost')
    await root('POST', '/api/providers', { ...usual, slug: 'other', issuer: idp.issuer })
    expect((await finish(trip.query, trip.carried, 'other')).data.code).toBe('providers.trip_lost')
    const start = platform.clock.now()
    platform.clock.set(new Date(Date.parse(start) + 11 * 60_000).toISOString())
    expect((await trip.finish()).data.code).toBe('providers.trip_lost')
    platform.clock.set(start)
    expect((await trip.finish()).status).toBe(200)
  })

  test('a code works once', async () => {
    const trip = await go('anna')
    expect((await trip.finish()).status).toBe(200)
    const again = await trip.finish()
    expect([again.status, again.data.code]).toEqual([401, 'providers.refused'])
    expect(again.cookies['guildhall_session']).toBeUndefined()
  })

  test('a stranger comes in only where newcomers are admitted, as what was said; two windows make one person', async () => {
    expect(await refusal('stranger')).toEqual([403, 'providers.person_unknown'])
    await change({ newcomers: { tenant: 'north', archetype: 'observer' } })
    const trips = await Promise.all([go('stranger'), go('stranger')])
    const answers = await Promise.all(trips.map(({ finish }) => finish()))
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    const found = (await root('GET', '/api/people?filter={"email":"stranger@north.example"}')).data
    expect(found).toMatchObject([{ name: 'A stranger', status: 'active' }])
    await change({ newcomers: null })
  })

  test('a provider that is off, or gone, is none', async () => {
    const trip = await go('anna')
    await change({ active: false })
    expect((await post('/api/auth/providers/house/begin', {})).status).toBe(404)
    expect((await trip.finish()).status).toBe(404)
    await change({ active: true })
    expect((await post('/api/auth/providers/nothing/begin', {})).status).toBe(404)
  })

  test('who has a second step owes its code, unless the provider counts as both', async () => {
    const ben = await platform.signIn('ben@north.example')
    const { data: made } = await ben('POST', '/api/auth/second-factor', { password: testPassword })
    const at = (steps: number) => new Date(Date.parse('2026-03-10T10:00:00.000Z') + steps * 30_000).toISOString()
    await ben('POST', '/api/auth/second-factor/confirm', { code: await codeAt(made.secret, at(0)) })
    const owed = await comeIn('ben')
    expect([owed.status, owed.data.code, owed.cookies['guildhall_session']]).toEqual([
      401,
      'identity.code_required',
      undefined,
    ])
    const carried = `guildhall_trip=${owed.cookies['guildhall_trip']}`
    expect((await post('/api/auth/providers/code', { code: '000000' }, carried)).data.code).toBe('identity.code_wrong')
    expect((await post('/api/auth/providers/code', { code: '000000' })).data.code).toBe('providers.trip_lost')
    platform.clock.set(at(2))
    const done = await post('/api/auth/providers/code', { code: await codeAt(made.secret, at(2)) }, carried)
    expect([done.status, done.data.user.email]).toEqual([200, 'ben@north.example'])
    await change({ bothSteps: true })
    expect((await comeIn('ben')).status).toBe(200)
    await change({ bothSteps: false })
    platform.clock.set(at(0))
  })
})

describe('ways in of one’s own', () => {
  const path = '/api/auth/links/house'
  test('are linked with the password by whoever is signed in, and by nobody else with what he brought', async () => {
    await change({ trusted: false, domains: [] })
    const carl = await platform.signIn('carl@north.example')
    expect((await carl('GET', '/api/auth/links')).data).toEqual({ hasPassword: true, links: [] })
    expect((await post(`${path}/begin`, { password: 'not his' }, carl.cookie)).status).toBe(422)
    expect((await post(`${path}/begin`, { password: testPassword })).status).toBe(401)
    const trip = await go('silent', path, carl.cookie, { password: testPassword })
    const ben = await platform.signIn('ben@north.example').catch(() => null)
    expect(ben).toBeNull()
    const anna = await platform.signIn('anna@north.example')
    const theft = await post(`${path}/finish`, { query: trip.query }, `${anna.cookie}; ${trip.carried.split('; ')[1]}`)
    expect(theft.data.code).toBe('providers.trip_lost')
    // Nor is it a sign-in.
    expect((await post('/api/auth/providers/house/finish', { query: trip.query }, trip.carried)).data.code).toBe(
      'providers.trip_lost',
    )
    expect((await trip.finish()).status).toBe(204)
    expect((await carl('GET', '/api/auth/links')).data.links).toMatchObject([{ provider: 'house', email: null }])
    expect((await comeIn('silent')).data.user.email).toBe('carl@north.example')
    const again = await go('silent', path, anna.cookie, { password: testPassword })
    expect((await again.finish()).data.code).toBe('providers.linked_to_another')
  })

  test('are taken away with the password, but never the last one', async () => {
    const carl = await platform.signIn('carl@north.example')
    await withClient(platform.urls.ownerUrl, (client) =>
      client.query("update guildhall.users set password_hash = null where email = 'carl@north.example'"),
    )
    expect((await carl('POST', `${path}/remove`, {})).data.code).toBe('providers.last_way_in')
    const user = await platform.identity.requireUser('carl@north.example')
    await platform.identity.setPassword(user.id, testPassword)
    const back = await platform.signIn('carl@north.example')
    expect((await back('POST', `${path}/remove`, { password: 'not his' })).statusCode).toBe(422)
    expect((await back('POST', `${path}/remove`, { password: testPassword })).statusCode).toBe(204)
    expect(await refusal('silent')).toEqual([403, 'providers.not_linked'])
    await expect.poll(subjects).toContain('A way to sign in to your account was removed')
  })

  test('end where the provider becomes another', async () => {
    const other = await startProvider(accounts, [`${publicUrl}/sign-in/house`])
    await change({ issuer: other.issuer })
    const anna = await platform.signIn('anna@north.example')
    expect((await anna('GET', '/api/auth/links')).data.links).toEqual([])
    await other.close()
  })
})
