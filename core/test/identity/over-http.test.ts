import { describe, expect, onTestFinished, test } from 'vitest'
import { addMember, createTestPlatform, testPassword } from '../../testing/platform.ts'
import { startTestSmtp } from '../../testing/smtp.ts'

async function open() {
  const platform = await createTestPlatform()
  onTestFinished(() => platform.close())
  const tenant = await platform.tenancy.tenants.create({ slug: 'north', name: 'North' })
  await addMember(platform, tenant.id, {
    email: 'admin@north.example',
    name: 'Admin',
    archetype: 'admin',
    password: testPassword,
  })
  const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
    platform.app.inject({ method: 'POST', url, payload, headers })
  return { platform, tenant, post, app: platform.app }
}

const cookieOf = (answer: { headers: Record<string, unknown> }) => String(answer.headers['set-cookie'])

describe('signing in over HTTP', () => {
  test('gives a cookie that scripts cannot read, and takes it away again', async () => {
    const { app, post } = await open()
    const answer = await post('/api/auth/login', { email: 'ADMIN@north.example', password: testPassword })
    expect(answer.statusCode, answer.body).toBe(200)
    expect(answer.json()).toMatchObject({
      user: { email: 'admin@north.example', superadmin: false },
      tenant: { slug: 'north' },
    })
    expect(cookieOf(answer)).toMatch(/^guildhall_session=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/)
    const cookie = cookieOf(answer).split(';')[0] ?? ''
    const me = await app.inject({ url: '/api/auth/me', headers: { cookie } })
    expect(me.json(), me.body).toMatchObject({
      user: { name: 'Admin' },
      tenant: { slug: 'north', zone: 'UTC' },
      person: { name: 'Admin', roles: [{ archetype: 'admin' }] },
      tenants: [{ slug: 'north', status: 'active', isOpen: true }],
      outside: null,
    })
    expect((await app.inject({ url: '/api/people', headers: { cookie } })).statusCode).toBe(200)
    expect((await app.inject({ url: '/api/people', headers: { cookie, 'x-tenant': 'elsewhere' } })).statusCode).toBe(
      404,
    )
    const out = await post('/api/auth/logout', {}, { cookie })
    expect(out.statusCode).toBe(204)
    expect(cookieOf(out)).toContain('guildhall_session=;')
    expect((await app.inject({ url: '/api/people', headers: { cookie } })).statusCode).toBe(401)
    expect((await app.inject({ url: '/api/auth/me', headers: { cookie } })).statusCode).toBe(401)
  })

  test('answers wrong passwords and unknown names alike, and the eleventh with the time to wait', async () => {
    const { post } = await open()
    const wrong = async (email: string) => {
      const { requestId, ...problem } = (await post('/api/auth/login', { email, password: 'wrong wrong' })).json()
      return problem
    }
    expect(await wrong('admin@north.example')).toEqual(await wrong('nobody@north.example'))
    for (let nth = 2; nth <= 10; nth++) expect((await wrong('admin@north.example')).status).toBe(401)
    const refused = await post('/api/auth/login', { email: 'admin@north.example', password: 'wrong wrong' })
    expect(refused.statusCode).toBe(429)
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    const bad = await post('/api/auth/login', { email: 'admin@north.example', password: 7, more: true })
    expect(bad.statusCode).toBe(422)
    expect(
      bad
        .json()
        .fields.map(({ path }: { path: string }) => path)
        .sort(),
    ).toEqual(['more', 'password'])
  })

  test('shows and ends sessions, and the journal to whoever may see it', async () => {
    const { platform, tenant, app } = await open()
    await addMember(platform, tenant.id, { email: 'ana@north.example', name: 'Ana', password: testPassword })
    await platform.identity.createUser({
      email: 'root@house.example',
      name: 'Root',
      password: testPassword,
      superadmin: true,
    })
    const [ana, again, admin, root] = [
      await platform.signIn('ana@north.example'),
      await platform.signIn('ana@north.example'),
      await platform.signIn('admin@north.example'),
      await platform.signIn('root@house.example'),
    ]
    const sessions = (await ana('GET', '/api/auth/sessions')).data
    expect(sessions).toHaveLength(2)
    const other = sessions.find(({ current }: { current: boolean }) => !current)
    expect((await admin('DELETE', `/api/auth/sessions/${other.id}`)).statusCode).toBe(404)
    expect((await ana('DELETE', `/api/auth/sessions/${other.id}`)).data).toEqual({ id: other.id })
    expect((await again('GET', '/api/people')).statusCode).toBe(401)
    expect((await ana('GET', '/api/people')).statusCode).toBe(200)

    expect((await ana('GET', '/api/login-journal')).statusCode).toBe(403)
    const seen = (await admin('GET', '/api/login-journal')).data
    expect(seen.map(({ event, email }: Record<string, string>) => `${event} ${email}`)).toEqual([
      'logout ana@north.example',
      'login admin@north.example',
      'login ana@north.example',
      'login ana@north.example',
    ])
    expect(
      (await root('GET', '/api/login-journal')).data.some(
        ({ email }: Record<string, string>) => email === 'root@house.example',
      ),
    ).toBe(true)
    expect((await app.inject({ url: '/api/login-journal' })).statusCode).toBe(401)
  })

  test('does not say whether an address is known when a password was forgotten, and lets a link change it', async () => {
    const { post } = await open()
    const [known, unknown] = [
      await post('/api/auth/reset', { email: 'admin@north.example' }),
      await post('/api/auth/reset', { email: 'no@north.example' }),
    ]
    expect([known.statusCode, known.body]).toEqual([unknown.statusCode, unknown.body])
    expect(
      (await post('/api/auth/reset/confirm', { token: 'x'.repeat(43), password: 'a good long one' })).statusCode,
    ).toBe(410)
    expect((await post('/api/auth/invitation', { token: 'x'.repeat(43) })).statusCode).toBe(410)
  })

  test('lets everybody choose his language, and change his password', async () => {
    const { platform } = await open()
    const admin = await platform.signIn('admin@north.example')
    expect((await admin('PATCH', '/api/auth/me', { language: 'ru', zone: 'Europe/Chisinau' })).data).toMatchObject({
      language: 'ru',
      zone: 'Europe/Chisinau',
    })
    expect((await admin('GET', '/api/auth/me')).data).toMatchObject({ language: 'ru', zone: 'Europe/Chisinau' })
    const bad = await admin('PATCH', '/api/auth/me', { zone: 'Nowhere' })
    expect([bad.statusCode, bad.json().fields[0].path]).toEqual([422, 'zone'])
    expect(
      (await admin('POST', '/api/auth/password', { current: 'no', password: 'something new and long' })).statusCode,
    ).toBe(422)
    expect(
      (await admin('POST', '/api/auth/password', { current: testPassword, password: 'something new and long' }))
        .statusCode,
    ).toBe(204)
    expect((await admin('GET', '/api/people')).statusCode).toBe(200)
  })
})

test('an invitation goes through the outbox to a mail server, and its link lets in', async () => {
  const smtp = await startTestSmtp()
  const platform = await createTestPlatform({ smtpUrl: smtp.url })
  onTestFinished(async () => {
    await platform.close()
    await smtp.close()
  })
  const tenant = await platform.tenancy.tenants.create({ slug: 'north', name: 'North' })
  await addMember(platform, tenant.id, {
    email: 'admin@north.example',
    name: 'Admin',
    archetype: 'admin',
    password: testPassword,
  })
  await platform.events.start()
  const admin = await platform.signIn('admin@north.example')
  const worker = (await admin('GET', '/api/roles')).data.find(
    ({ archetype }: { archetype: string }) => archetype === 'worker',
  )
  const made = await admin('POST', '/api/people', {
    name: 'Ana',
    email: 'ana@north.example',
    kind: 'staff',
    roles: [worker.id],
    language: 'ro',
  })
  expect(made.statusCode, made.body).toBe(201)
  const mail = await smtp.next('ana@north.example', 15_000)
  expect(mail.subject).toContain('North')
  const token = /invitation\?token=([\w-]+)/.exec(mail.text)?.[1]
  const post = (url: string, payload: object) => platform.app.inject({ method: 'POST', url, payload })
  expect((await post('/api/auth/invitation', { token: token ?? '' })).json()).toMatchObject({
    email: 'ana@north.example',
    needsPassword: true,
    tenant: { slug: 'north' },
  })
  const accepted = await post('/api/auth/invitation/accept', { token: token ?? '', password: testPassword })
  expect(accepted.json(), accepted.body).toMatchObject({ user: { name: 'Ana' }, tenant: { slug: 'north' } })
  const cookie = cookieOf(accepted).split(';')[0] ?? ''
  expect((await platform.app.inject({ url: '/api/auth/me', headers: { cookie } })).json()).toMatchObject({
    person: { name: 'Ana' },
    language: 'ro',
  })
  expect((await post('/api/auth/invitation/accept', { token: token ?? '', password: testPassword })).statusCode).toBe(
    410,
  )
})

describe('tenants over HTTP', () => {
  test('are made, changed and moved by superadmins only', async () => {
    const { platform, tenant } = await open()
    await platform.identity.createUser({
      email: 'root@house.example',
      name: 'Root',
      password: testPassword,
      superadmin: true,
    })
    const [root, admin] = [
      await platform.signIn('root@house.example', testPassword, 'north'),
      await platform.signIn('admin@north.example'),
    ]
    for (const [method, url] of [
      ['GET', '/api/tenants'],
      ['POST', '/api/tenants'],
      ['PATCH', `/api/tenants/${tenant.id}`],
      ['PATCH', '/api/tenant'],
    ] as const)
      expect(
        (await admin(method, url, method === 'GET' ? undefined : { name: 'Mine', slug: 'mine' })).statusCode,
        url,
      ).toBe(403)
    const made = await root('POST', '/api/tenants', {
      slug: 'branch',
      name: 'Branch',
      parent: tenant.id,
      admin: { email: 'b@branch.example', name: 'B' },
    })
    expect(made.statusCode, made.body).toBe(201)
    expect((await root('POST', '/api/tenants', { slug: 'branch', name: 'Branch' })).statusCode).toBe(409)
    const listed = await root('GET', '/api/tenants?range=[0,0]')
    expect(listed.headers['content-range']).toBe('tenants 0-0/2')
    expect((await root('GET', `/api/tenants?filter=${encodeURIComponent('{"q":"NORT"}')}`)).data).toMatchObject([
      { slug: 'north' },
    ])
    expect((await admin('GET', '/api/people', undefined, { 'x-tenant': 'branch' })).statusCode).toBe(200)
    const moved = await root('PUT', `/api/tenants/${made.data.id}`, { ...made.data, parent: null })
    expect(moved.data, moved.body).toMatchObject({ parent: null, version: 2 })
    expect((await admin('GET', '/api/people', undefined, { 'x-tenant': 'branch' })).statusCode).toBe(404)
    expect((await root('PATCH', '/api/tenant', { zone: 'Europe/Bucharest', version: 1 })).data).toMatchObject({
      slug: 'north',
      zone: 'Europe/Bucharest',
    })
    expect((await root('PATCH', '/api/tenant', { zone: 'Europe/Paris', version: 1 })).statusCode).toBe(409)
    expect((await admin('GET', '/api/auth/me')).data.tenant.zone).toBe('Europe/Bucharest')
    expect((await root('GET', '/api/tenants/not-an-id')).statusCode).toBe(404)
  })
})
