import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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

async function send(
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
  url: string,
  payload?: object,
  headers: Record<string, string> = {},
) {
  const answer = await studio.platform.app.inject({ method, url: `/api${url}`, headers, ...(payload && { payload }) })
  const sent = [answer.headers['set-cookie'] ?? []].flat().map(String)
  return { status: answer.statusCode, text: answer.body, headers: answer.headers, sent }
}
const login = (email: string, given = password, headers: Record<string, string> = {}) =>
  send('POST', '/auth/login', { email, password: given }, headers)
const cookieIn = (sent: readonly string[]) => sent.find((one) => /^\w+=[\w-]{20,}/.test(one))?.split(';')[0] ?? ''
const plain = ({ status, text }: { status: number; text: string }) => ({
  status,
  text: text.replace(/"requestId":"[^"]*"/, ''),
})

describe('sessions', () => {
  it('a token from before signing in never becomes one after it', async () => {
    const planted = 'guildhall_session=planted-by-somebody-else-0123456789abcdefgh'
    const { sent, status } = await login(will.email, password, { cookie: planted })
    expect(status).toBe(200)
    expect(cookieIn(sent)).not.toBe(planted)
    expect((await send('GET', '/tasks', undefined, { cookie: planted })).status).toBe(401)
    // Nor does another's session, and that one ends.
    const old = cookieIn((await login(will.email)).sent)
    const fresh = cookieIn((await login(ana.email, password, { cookie: old })).sent)
    expect(fresh).not.toBe(old)
    expect((await send('GET', '/tasks', undefined, { cookie: old })).status).toBe(401)
  })

  it('every cookie is kept from scripts, other sites and plain connections; a refused login sets none', async () => {
    const cookie = cookieIn((await login(will.email)).sent)
    for (const { sent } of [await login(will.email), await send('POST', '/auth/logout', {}, { cookie })])
      for (const one of sent) {
        expect(one).toMatch(/; HttpOnly/)
        expect(one).toMatch(/; Secure/)
        expect(one).toMatch(/; SameSite=(Lax|Strict)/)
        expect(one).not.toMatch(/; Domain=/i)
      }
    for (const { sent } of [
      await login(will.email, 'wrong'),
      await login('nobody@studio.example'),
      await send('GET', '/tasks'),
    ])
      expect(sent).toEqual([])
  })

  it('a token that was altered, cut, doubled or ended opens nothing', async () => {
    const cookie = cookieIn((await login(will.email)).sent)
    expect((await send('GET', '/tasks', undefined, { cookie })).status).toBe(200)
    const token = cookie.split('=')[1] ?? ''
    for (const value of [
      token.slice(0, -1),
      `${token}a`,
      token.toUpperCase(),
      token.split('').reverse().join(''),
      '',
      '%00',
      "' OR 1=1 --",
      'x'.repeat(4000),
    ])
      expect((await send('GET', '/tasks', undefined, { cookie: `guildhall_session=${value}` })).status, value).toBe(401)
    for (const headers of [{ authorization: `Bearer ${token}` }, { 'x-session': token }])
      expect((await send('GET', '/tasks', undefined, headers as never)).status).toBe(401)
    expect((await send('GET', `/tasks?guildhall_session=${token}`)).status).toBe(401)
    await send('POST', '/auth/logout', {}, { cookie })
    expect((await send('GET', '/tasks', undefined, { cookie })).status).toBe(401)
  })

  it('the table keeps no token that could be used', async () => {
    const cookie = cookieIn((await login(will.email)).sent)
    const rows = await studio.query('select * from guildhall.sessions')
    expect(JSON.stringify(rows)).not.toContain(cookie.split('=')[1])
  })
})

describe('another web site', () => {
  const foreign = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'https://guildhall.test.evil.example' },
    { origin: 'https://guildhall.test:8443' },
    { origin: 'http://guildhall.test' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
  ] as Record<string, string>[]

  it('cannot change anything with a visitor’s cookie, whatever it writes', async () => {
    const { cookie } = ana
    const card = await ana.make('clients', { name: 'Safe' })
    for (const from of foreign)
      for (const [method, url, body] of [
        ['POST', '/clients', { name: 'Forged' }],
        ['PATCH', `/clients/${card.id}`, { name: 'Forged' }],
        ['PUT', `/clients/${card.id}`, { name: 'Forged' }],
        ['DELETE', `/clients/${card.id}`, undefined],
        ['POST', `/clients/${card.id}/archive`, {}],
        ['PATCH', '/clients', { ids: [card.id], changes: { name: 'Forged' } }],
        ['POST', '/auth/password', { current: password, password: 'a forged password' }],
        ['POST', '/auth/logout', {}],
        ['PATCH', '/auth/me', { language: 'ru' }],
        ['POST', '/plugins/projects/disable', {}],
        ['POST', '/auth/login', { email: will.email, password }],
      ] as const)
        expect(
          (await send(method, url, body, { cookie, ...from })).status,
          `${method} ${url} ${JSON.stringify(from)}`,
        ).toBe(403)
    expect((await ana.get(`/clients/${card.id}`)).body).toMatchObject({ name: 'Safe', version: 1 })
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const answer = await studio.platform.app.inject({
        method: 'POST',
        url: '/api/clients',
        headers: { cookie, 'content-type': type },
        payload: '{"name":"Forged"}',
      })
      expect([400, 415, 422], type).toContain(answer.statusCode)
    }
    expect((await ana.list('clients', { name: 'Forged' })).body).toEqual([])
  })

  it('reads nothing: no answer says that it may, and a page of ours runs no script of others', async () => {
    for (const from of foreign) {
      const { headers } = await send('GET', '/clients', undefined, { cookie: ana.cookie, ...from })
      expect(headers['access-control-allow-origin']).toBeUndefined()
      expect(headers['access-control-allow-credentials']).toBeUndefined()
    }
    const { headers } = await send('GET', '/clients', undefined, { cookie: ana.cookie })
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'strict-transport-security': expect.stringMatching(/max-age=\d{7,}/),
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
    })
    expect(headers['content-security-policy']).toMatch(/default-src 'self'.*frame-ancestors 'none'/)
    expect(headers['x-powered-by']).toBeUndefined()
  })

  it('our own page may', async () => {
    for (const from of [
      { origin: 'https://guildhall.test' },
      { 'sec-fetch-site': 'same-origin', origin: 'https://guildhall.test' },
    ] as Record<string, string>[])
      expect((await send('POST', '/clients', { name: 'Ours' }, { cookie: ana.cookie, ...from })).status).toBe(201)
  })
})

describe('guessing', () => {
  it('an unknown name, a wrong password and somebody shut out are answered alike, also in how long it takes', async () => {
    const gone = await studio.person('Greta', 'worker')
    await ana.post(`/people/${gone.id}/deactivate`)
    const answers = [
      await login(will.email, 'wrong wrong'),
      await login('unknown@studio.example', 'wrong wrong'),
      await login(gone.email, 'wrong wrong'),
      await login(gone.email),
    ]
    expect(new Set(answers.map((one) => JSON.stringify(plain(one)))).size).toBe(1)
    const took = async (email: string) => {
      const begun = performance.now()
      await login(email, 'wrong wrong')
      return performance.now() - begun
    }
    const [known, unknown] = [[] as number[], [] as number[]]
    for (let nth = 0; nth < 6; nth++) {
      known.push(await took(will.email))
      unknown.push(await took(`unknown${nth}@studio.example`))
    }
    const ratio = Math.min(...unknown) / Math.min(...known)
    // Without the hash it would be a hundredth.
    expect(ratio).toBeGreaterThan(0.1)
    expect(ratio).toBeLessThan(10)
  })

  it('after ten failures the eleventh waits, for a name that exists and for one that does not; a nickname counts as its owner', async () => {
    const lena = await studio.person('Lena', 'worker')
    await ana.patch(`/people/${lena.id}`, { login: 'lenchen' })
    const refused = async (name: string, other = name) => {
      for (let nth = 1; nth <= 10; nth++) expect((await login(nth % 2 ? name : other, 'wrong wrong')).status).toBe(401)
      return login(name, 'wrong wrong')
    }
    const [known, unknown] = [await refused(lena.email, 'lenchen'), await refused('ghost@studio.example')]
    const withoutTime = (answer: typeof known) => plain(answer).text.replaceAll(/\d+/g, '')
    expect([known.status, unknown.status]).toEqual([429, 429])
    expect(withoutTime(known)).toBe(withoutTime(unknown))
    for (const { headers } of [known, unknown]) expect(Number(headers['retry-after'])).toBeGreaterThan(0)
    for (const name of ['LENA@studio.example', ' lena@studio.example ', 'Lenchen'])
      expect([401, 422, 429]).toContain((await login(name)).status)
    expect((await login(lena.email)).status).toBe(429)
    expect((await lena.get('/tasks')).status).toBe(200)
  })

  it('guesses sent all at once are still counted', async () => {
    const otto = await studio.person('Otto', 'worker')
    const answers = await Promise.all(Array.from({ length: 30 }, () => login(otto.email, 'wrong wrong')))
    expect(answers.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(30)
    expect((await login(otto.email)).status).toBe(429)
  })

  it('who asks for a reset link or holds a wrong one learns nothing of who is known', async () => {
    const ask = (email: string) => send('POST', '/auth/reset', { email })
    expect(plain(await ask(will.email))).toEqual(plain(await ask('nobody@studio.example')))
    for (const url of ['/auth/reset/confirm', '/auth/invitation', '/auth/invitation/accept']) {
      const body = url === '/auth/invitation' ? {} : { password: 'a long enough one' }
      for (const token of ['x'.repeat(43), "' or 1=1 --'''''''''''''''''''", '\u0000'.repeat(30)])
        expect([410, 422], url).toContain((await send('POST', url, { ...body, token })).status)
    }
  })

  it('an invitation to an address that is known looks like any other', async () => {
    const north = await studio.business({ slug: 'north' })
    const nora = await north.person('Nora', 'admin')
    const [role] = (await nora.list('roles', { archetype: 'worker' })).body
    const invite = (email: string) => nora.post('/people', { name: 'Invited', email, kind: 'staff', roles: [role.id] })
    const [known, unknown] = [await invite(will.email), await invite('fresh@mail.example')]
    const shape = ({ status, body }: typeof known) => ({ status, keys: Object.keys(body), state: body.status })
    expect(shape(known)).toEqual(shape(unknown))
  })
})
