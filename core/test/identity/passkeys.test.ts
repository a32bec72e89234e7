import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { relyingPartyOf } from '../../src/identity/passkeys/relying-party.ts'
import { codeAt } from '../../src/identity/second-factor/authenticator.ts'
import { addMember, type Caller, createTestPlatform, type TestPlatform, testPassword } from '../../testing/platform.ts'
import { type Algorithm, type Device, softwareAuthenticator } from './software-authenticator.ts'

const publicUrl = 'http://localhost:4360'
const passkeys = '/api/auth/passkeys'
const door = '/api/auth/login/passkey'

let platform: TestPlatform
let north: { id: string }
let others = 0
beforeAll(async () => {
  platform = await createTestPlatform({ publicUrl })
  north = await platform.tenancy.tenants.create({ slug: 'north', name: 'North' })
  await platform.identity.createUser({
    email: 'root@north.example',
    name: 'Root',
    password: testPassword,
    superadmin: true,
  })
})
afterAll(() => platform?.close())
beforeEach(() => platform.clock.set('2026-03-10T10:00:00.000Z'))

const later = (minutes: number) =>
  platform.clock.set(new Date(Date.parse(platform.clock.now()) + minutes * 60_000).toISOString())

async function person(): Promise<{ email: string; id: string; me: Caller }> {
  const email = `person${++others}@north.example`
  const id = await addMember(platform, north.id, { email, name: email, archetype: 'worker' })
  return { email, id, me: await platform.signIn(email) }
}

async function post(url: string, payload: object, cookies: Record<string, string> = {}) {
  const answer = await platform.app.inject({ method: 'POST', url, payload, cookies })
  const given = Object.fromEntries(answer.cookies.map(({ name, value }) => [name, value]))
  return {
    status: answer.statusCode,
    data: answer.body ? answer.json() : null,
    cookies: given,
    headers: answer.headers,
  }
}

const browserOf = (headers: unknown): string => /guildhall_passkey=([\w-]+)/.exec(String(headers))?.[1] ?? ''
const inBrowser = (me: Caller, browser: string) => ({ cookie: `${me.cookie}; guildhall_passkey=${browser}` })

async function begin(me: Caller) {
  const begun = await me('POST', `${passkeys}/begin`, { password: testPassword })
  expect(begun.statusCode, begun.body).toBe(200)
  return { options: begun.data.options, browser: browserOf(begun.headers['set-cookie']) }
}

async function add(me: Caller, device: Device, name = 'Telephone') {
  const { options, browser } = await begin(me)
  return me('POST', passkeys, { name, credential: device.create(options) }, inBrowser(me, browser))
}

async function owner(algorithm: Algorithm = 'ES256') {
  const somebody = await person()
  const device = softwareAuthenticator(publicUrl, algorithm)
  const added = await add(somebody.me, device)
  expect(added.statusCode, added.body).toBe(201)
  return { ...somebody, device, passkey: added.data as { id: string } }
}

async function ask() {
  const asked = await post(`${door}/begin`, {})
  expect(asked.status).toBe(200)
  return { options: asked.data.options, browser: asked.cookies['guildhall_passkey'] ?? '', headers: asked.headers }
}
const answer = (credential: object, browser: string) =>
  post(`${door}/finish`, { credential }, { guildhall_passkey: browser })

async function comeIn(device: Device, changed: Parameters<Device['get']>[1] = {}) {
  const { options, browser } = await ask()
  return answer(device.get(options, changed), browser)
}
/** What keeps somebody out, who gets no session either. */
async function refusal(coming: ReturnType<typeof comeIn>) {
  const { status, data, cookies } = await coming
  expect(cookies['guildhall_session']).toBeUndefined()
  return [status, data.code]
}
const subjects = async (email: string) =>
  (await platform.mails()).filter(({ to }) => to.includes(email)).map(({ subject }) => subject)
const events = async (me: Caller) =>
  ((await me('GET', '/api/auth/journal')).data as { event: string; way: string | null }[]).map(({ event, way }) =>
    way ? `${event} ${way}` : event,
  )

describe('adding a passkey', () => {
  test('takes the password, a device that knows its owner, and tells by mail and in the journal', async () => {
    const { me, email } = await person()
    expect((await me('GET', passkeys)).data).toEqual({ host: 'localhost', hasPassword: true, passkeys: [] })
    const wrong = await me('POST', `${passkeys}/begin`, { password: 'not mine at all' })
    expect(wrong.data).toMatchObject({ status: 422, fields: [{ path: 'password', code: 'identity.password_wrong' }] })
    const { options } = await begin(me)
    expect(options).toMatchObject({
      rp: { id: 'localhost', name: 'Guildhall' },
      attestation: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      pubKeyCredParams: [{ alg: -8 }, { alg: -7 }, { alg: -257 }],
    })
    const added = await add(me, softwareAuthenticator(publicUrl), ' My telephone ')
    expect([added.statusCode, added.data.name]).toEqual([201, 'My telephone'])
    expect((await me('GET', passkeys)).data.passkeys).toMatchObject([
      { name: 'My telephone', usedAt: null, stoppedAt: null },
    ])
    expect(await events(me)).toContain('passkey-added')
    await expect.poll(() => subjects(email)).toEqual(['A new passkey for your account'])
    expect((await begin(me)).options.excludeCredentials).toHaveLength(1)
  })

  test('is refused for what was not begun here, a foreign page, no finger, a weak kind of key, and what is known', async () => {
    const { me } = await person()
    const other = await person()
    const device = () => softwareAuthenticator(publicUrl)
    const codeOf = async (credential: object, browser: string, caller = me) => {
      const { statusCode, data } = await caller('POST', passkeys, { name: 'X', credential }, inBrowser(caller, browser))
      return [statusCode, data.code]
    }
    const lost = [400, 'passkeys.lost']
    const unsound = [422, 'passkeys.unsound']

    const own = await begin(me)
    expect(await codeOf(device().create(own.options), 'another-browser')).toEqual(lost)
    expect(await codeOf(device().create(own.options), own.browser, other.me)).toEqual(lost)
    // What is asked at sign-in adds nothing.
    const asked = await ask()
    const { challenge } = asked.options
    expect(await codeOf(device().create({ ...own.options, challenge }), asked.browser)).toEqual(lost)

    const foreign = softwareAuthenticator('https://evil.example')
    expect(await codeOf(foreign.create(own.options), own.browser)).toEqual(unsound)
    // Whatever came of it, it is used up.
    expect(await codeOf(device().create(own.options), own.browser)).toEqual(lost)

    const careless = Object.assign(device(), { isVerifying: false })
    const second = await begin(me)
    expect(await codeOf(careless.create(second.options), second.browser)).toEqual(unsound)
    const odd = await begin(me)
    expect(await codeOf(softwareAuthenticator(publicUrl, 'ES384').create(odd.options), odd.browser)).toEqual(unsound)
    const elsewhere = await begin(me)
    expect(
      await codeOf(device().create({ ...elsewhere.options, rp: { id: 'evil.example' } }), elsewhere.browser),
    ).toEqual(unsound)
    const late = await begin(me)
    later(5)
    expect(await codeOf(device().create(late.options), late.browser)).toEqual(lost)

    const mine = device()
    expect((await add(me, mine)).statusCode).toBe(201)
    const again = await begin(other.me)
    expect(await codeOf(mine.create(again.options), again.browser, other.me)).toEqual([409, 'passkeys.already_added'])
    expect((await other.me('GET', passkeys)).data.passkeys).toEqual([])
  })

  test('is done at most twenty times, also by several windows at once', async () => {
    const { me } = await person()
    const begun = await Promise.all(Array.from({ length: 22 }, () => begin(me)))
    const answers = await Promise.all(
      begun.map(({ options, browser }) => {
        const credential = softwareAuthenticator(publicUrl).create(options)
        return me('POST', passkeys, { name: 'X', credential }, inBrowser(me, browser))
      }),
    )
    expect(answers.filter(({ statusCode }) => statusCode === 201)).toHaveLength(20)
    expect(answers.find(({ statusCode }) => statusCode !== 201)?.data.code).toBe('passkeys.too_many')
    expect((await me('POST', `${passkeys}/begin`, { password: testPassword })).data.code).toBe('passkeys.too_many')
  })
})

describe('signing in by a passkey', () => {
  test.each(['ES256', 'EdDSA', 'RS256'] as const)('%s lets its owner in', async (algorithm) => {
    const { device, email, me } = await owner(algorithm)
    const asked = await ask()
    expect(asked.options).toMatchObject({ rpId: 'localhost', userVerification: 'required' })
    expect(asked.options.allowCredentials ?? []).toEqual([])
    expect(String(asked.headers['set-cookie'])).toMatch(
      /^guildhall_passkey=[\w-]{43}; Max-Age=300; Path=\/api\/auth; HttpOnly; SameSite=Strict/,
    )
    later(1)
    const { status, data, cookies } = await answer(device.get(asked.options), asked.browser)
    expect([status, data.user?.email, data.tenant?.slug]).toEqual([200, email, 'north'])
    const mine = await platform.app.inject({
      url: '/api/auth/me',
      cookies: { guildhall_session: cookies['guildhall_session'] ?? '' },
    })
    expect(mine.json().user.email).toBe(email)
    expect((await me('GET', passkeys)).data.passkeys[0].usedAt).toBe('2026-03-10T10:01:00.000Z')
    expect(await events(me)).toContain('login passkey')
  })

  test('counts as both steps: no code is asked for', async () => {
    const { device, email, me } = await owner()
    const { data: made } = await me('POST', '/api/auth/second-factor', { password: testPassword })
    await me('POST', '/api/auth/second-factor/confirm', { code: await codeAt(made.secret, platform.clock.now()) })
    expect((await post('/api/auth/login', { email, password: testPassword })).data.code).toBe('identity.code_required')
    expect((await comeIn(device)).status).toBe(200)
  })

  test('a question is answered once, in time, in the browser that asked, on any node', async () => {
    const { device } = await owner()
    const { options, browser } = await ask()
    const first = device.get(options)
    expect(await refusal(answer(first, 'x'.repeat(43)))).toEqual([400, 'passkeys.lost'])
    expect(await refusal(post(`${door}/finish`, { credential: first }))).toEqual([400, 'passkeys.lost'])
    const beside = await platform.beside()
    const there = await beside.app.inject({
      method: 'POST',
      url: `${door}/finish`,
      payload: { credential: first },
      cookies: { guildhall_passkey: browser },
    })
    expect(there.statusCode).toBe(200)
    await beside.close()
    expect(await refusal(answer(first, browser))).toEqual([400, 'passkeys.lost'])

    const together = await ask()
    const answers = await Promise.all([1, 2, 3, 4].map(() => answer(device.get(together.options), together.browser)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)

    const slow = await ask()
    later(5)
    expect(await refusal(answer(device.get(slow.options), slow.browser))).toEqual([400, 'passkeys.lost'])
    const own = softwareAuthenticator(publicUrl)
    expect(await refusal(comeIn(own, { challenge: Buffer.from('made up').toString('base64url') }))).toEqual([
      400,
      'passkeys.lost',
    ])
  })

  test('nobody comes in from a foreign page or a frame, without a finger, by a forged signature or an unknown passkey', async () => {
    const { device, me } = await owner()
    const other = await owner()
    const refused = [401, 'passkeys.refused']
    device.origin = 'https://localhost.evil.example'
    expect(await refusal(comeIn(device))).toEqual(refused)
    device.origin = 'https://localhost:4360'
    expect(await refusal(comeIn(device))).toEqual(refused)
    device.origin = publicUrl
    expect(await refusal(comeIn(device, { crossOrigin: true }))).toEqual([400, 'passkeys.lost'])
    device.isVerifying = false
    expect(await refusal(comeIn(device))).toEqual(refused)
    device.isVerifying = true
    const { options, browser } = await ask()
    expect(await refusal(answer(device.get({ ...options, rpId: 'evil.example' }), browser))).toEqual(refused)
    // His own name over the other's passkey, and the other's passkey under his name.
    const handle = (await begin(me)).options.user.id
    expect(await refusal(comeIn(other.device, { userHandle: handle }))).toEqual(refused)
    const forged = await ask()
    const { id, rawId } = other.device.get(forged.options)
    expect(await refusal(answer({ ...device.get(forged.options), id, rawId }, forged.browser))).toEqual(refused)
    expect(await refusal(comeIn(softwareAuthenticator(publicUrl)))).toEqual(refused)
    // None of it counts against the count.
    expect((await comeIn(other.device)).status).toBe(200)
    expect(await events(me)).toContain('failure passkey')
  })

  test('a copied authenticator lets nobody in, nor what it was copied from; its owner is told, once', async () => {
    const { device, me, email } = await owner()
    device.counter = 7
    expect((await comeIn(device)).status).toBe(200)
    const copy = device.copy()
    expect((await comeIn(copy)).status).toBe(200)
    // Who has no key cannot stop anything by a low count.
    const forged = await ask()
    const stale = device.copy().get(forged.options)
    const wrong = { ...stale, response: { ...stale.response, signature: Buffer.alloc(70).toString('base64url') } }
    expect(await refusal(answer(wrong, forged.browser))).toEqual([401, 'passkeys.refused'])

    expect(await refusal(comeIn(device))).toEqual([403, 'passkeys.stopped'])
    expect(await refusal(comeIn(copy))).toEqual([403, 'passkeys.stopped'])
    expect((await me('GET', passkeys)).data.passkeys[0].stoppedAt).toBe(platform.clock.now())
    expect((await events(me)).filter((event) => event === 'passkey-stopped passkey')).toHaveLength(1)
    await expect.poll(() => subjects(email)).toContain('A passkey of your account was stopped')
  })

  test('a passkey that does not count, as those that travel, lets in again and again', async () => {
    const { device } = await owner()
    device.counter = 0
    device.step = 0
    for (let nth = 0; nth < 3; nth++) expect((await comeIn(device)).status).toBe(200)
  })

  test('whoever is deactivated, suspended with his business or outside the days of his login stays out', async () => {
    const { device, email } = await owner()
    const { id } = await platform.identity.requireUser(email)
    await platform.identity.setActive(id, false)
    expect(await refusal(comeIn(device))).toEqual([401, 'passkeys.refused'])
    await platform.identity.setActive(id, true)
    expect((await comeIn(device)).status).toBe(200)
    const root = await platform.identity.requireUser('root@north.example')
    const by = await platform.tenancy.contextFor({ userId: root.id, tenantSlug: 'north' })
    await platform.tenancy.tenants.update(north.id, { status: 'suspended' }, { by })
    expect(await refusal(comeIn(device))).toEqual([401, 'passkeys.refused'])
    await platform.tenancy.tenants.update(north.id, { status: 'active' }, { by })

    await addMember(platform, north.id, { email: 'admin@north.example', name: 'Admin', archetype: 'admin' })
    const admin = await platform.signIn('admin@north.example')
    const [listed] = (await admin('GET', `/api/people?filter=${encodeURIComponent(JSON.stringify({ email }))}`)).data
    await admin('PATCH', `/api/people/${listed.id}`, { endsOn: '2026-03-01' })
    expect(await refusal(comeIn(device))).toEqual([403, 'identity.no_longer'])
    await admin('PATCH', `/api/people/${listed.id}`, { endsOn: null })
    await admin('POST', `/api/people/${listed.id}/deactivate`, {})
    expect(await refusal(comeIn(device))).toEqual([401, 'passkeys.refused'])
  })

  test('failures count with wrong passwords, against the same limit', async () => {
    const { device, email } = await owner()
    device.isVerifying = false
    for (let nth = 1; nth <= 5; nth++) {
      expect((await refusal(comeIn(device)))[0]).toBe(401)
      expect((await post('/api/auth/login', { email, password: 'wrong wrong wrong' })).status).toBe(401)
    }
    device.isVerifying = true
    expect(await refusal(comeIn(device))).toEqual([429, 'identity.too_many_attempts'])
    later(11)
    expect((await comeIn(device)).status).toBe(200)
  })

  test('from a browser that was not seen before is told by mail', async () => {
    const { device, email } = await owner()
    const { options, browser } = await ask()
    await platform.app.inject({
      method: 'POST',
      url: `${door}/finish`,
      payload: { credential: device.get(options) },
      cookies: { guildhall_passkey: browser },
      headers: { 'user-agent': 'Another browser' },
    })
    await expect.poll(() => subjects(email)).toContain('Your account was signed in to from a new place')
  })
})

describe('keeping passkeys', () => {
  test('renamed without, removed with the password; the last way in stays; another’s are unknown', async () => {
    const { me, passkey, device, email } = await owner()
    const other = await owner()
    const path = `${passkeys}/${passkey.id}`
    expect((await me('PATCH', path, { name: 'Key ring' })).statusCode).toBe(204)
    expect((await me('PATCH', path, { name: '  ' })).statusCode).toBe(422)
    expect((await other.me('PATCH', path, { name: 'Mine' })).data.code).toBe('passkeys.unknown')
    expect((await other.me('POST', `${path}/remove`, { password: testPassword })).data.code).toBe('passkeys.unknown')
    expect((await me('POST', `${path}/remove`, { password: 'not mine at all' })).statusCode).toBe(422)
    expect((await me('POST', `${path}/remove`, {})).statusCode).toBe(422)

    const { id } = await platform.identity.requireUser(email)
    const forget = (hash: string | null) =>
      platform.events.pool.query('update guildhall.users set password_hash = $2 where id = $1', [id, hash])
    const { rows } = await platform.events.pool.query('select password_hash from guildhall.users where id = $1', [id])
    await forget(null)
    expect((await me('POST', `${path}/remove`, {})).data.code).toBe('providers.last_way_in')
    // He still comes in, and is somebody in his business.
    const { cookies } = await comeIn(device)
    const mine = await platform.app.inject({
      url: '/api/people',
      cookies: { guildhall_session: cookies['guildhall_session'] ?? '' },
    })
    expect(mine.statusCode).toBe(200)
    await forget(rows[0].password_hash)

    expect((await me('POST', `${path}/remove`, { password: testPassword })).statusCode).toBe(204)
    expect(await refusal(comeIn(device))).toEqual([401, 'passkeys.refused'])
    expect(await events(me)).toContain('passkey-removed')
    await expect.poll(() => subjects(email)).toContain('A passkey of your account was removed')
  })

  test('no table holds a question as it was asked', async () => {
    const { options, browser } = await ask()
    const { rows } = await platform.events.pool.query(
      "select encode(challenge_hash, 'hex') || encode(browser_hash, 'hex') as kept from guildhall.passkey_challenges",
    )
    expect(rows.length).toBeGreaterThan(0)
    for (const secret of [options.challenge, browser])
      expect(JSON.stringify(rows)).not.toContain(Buffer.from(secret, 'base64url').toString('hex'))
  })
})

test.each([
  ['https://guildhall.example/', { id: 'guildhall.example', origin: 'https://guildhall.example' }],
  ['https://guildhall.example:8443/office', { id: 'guildhall.example', origin: 'https://guildhall.example:8443' }],
  ['http://localhost:4300', { id: 'localhost', origin: 'http://localhost:4300' }],
  ['http://127.0.0.1:4300', { id: 'localhost', origin: 'http://localhost:4300' }],
  ['http://[::1]:4300', { id: 'localhost', origin: 'http://localhost:4300' }],
  ['https://192.0.2.7', null],
  ['https://[2001:db8::7]', null],
])('passkeys of %s are for %o', (address, party) => {
  expect(relyingPartyOf(address)).toEqual(party)
})
