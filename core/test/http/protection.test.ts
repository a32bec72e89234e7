import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildApp } from '../../src/http/app.ts'
import { createLogger } from '../../src/http/logging.ts'
import { openShop, type Shop, uri } from './shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop?.platform.close())

const inject = (options: object) => shop.platform.app.inject(options as never)

async function otherApp(options: Partial<Parameters<typeof buildApp>[0]>) {
  const { engine, installed, vocabulary } = shop.platform
  const identification = {
    cookieName: 'none',
    resolveSession: async () => null,
    resolveKey: async () => Promise.reject(new Error('nobody')),
    keyOfSigned: () => async () => Promise.reject(new Error('nobody')),
    resolveActing: async () => null,
    contextActing: async () => Promise.reject(new Error('nobody')),
    contextAtDoor: async () => Promise.reject(new Error('nobody')),
    contextFor: async () => Promise.reject(new Error('nobody')),
    contextSeen: async () => Promise.reject(new Error('nobody')),
    anonymousTranslator: () => vocabulary.translator('en'),
  }
  const app = buildApp({ engine, installed, identification, areas: [], lendTo: () => ({}) as never, ...options })
  await app.ready()
  return app
}

describe('every answer', () => {
  test('tells browsers to load nothing foreign, guess no types, show it in no frame', async () => {
    for (const url of ['/api/goods', '/nothing', '/docs', '/health/live']) {
      const { headers } = await inject({ url })
      expect(headers['content-security-policy'], url).toMatch(/default-src '(self|none)'/)
      expect(headers['content-security-policy'], url).toMatch(/script-src 'self';|script-src 'self'$/)
      expect(headers['content-security-policy'], url).toContain("frame-ancestors 'none'")
      expect(headers, url).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'x-frame-options': 'DENY',
      })
      expect(headers['strict-transport-security']).toBeUndefined()
      expect(headers['x-powered-by']).toBeUndefined()
    }
  })

  test('over https tells them to stay with it', async () => {
    const app = await otherApp({ protection: { publicUrl: 'https://guild.example' } })
    expect((await app.inject('/nothing')).headers['strict-transport-security']).toMatch(/max-age=\d{8}/)
    await app.close()
  })

  test('to what is not there is 404, whoever asks', async () => {
    for (const url of [
      '/',
      '/api',
      '/api/nothing',
      '/api/goods/x/y/z',
      '/.env',
      '/api/goods/../../etc/passwd',
      '/metrics/x',
    ]) {
      const answer = await inject({ url })
      expect([answer.statusCode, answer.json().code], url).toEqual([404, 'http.unknown_route'])
    }
  })
})

describe('a page of another web site', () => {
  const write = (headers: Record<string, string>) =>
    inject({
      method: 'POST',
      url: '/api/shelves',
      payload: { name: `S ${Math.random()}` },
      headers: { cookie: shop.admin.cookie, host: 'guildhall.test', ...headers },
    })

  test('cannot write with the cookie of whoever looks at it', async () => {
    for (const headers of [
      { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'http://sub.guildhall.test', 'sec-fetch-site': 'same-site' },
    ] as Record<string, string>[]) {
      const answer = await write(headers)
      expect([answer.statusCode, answer.json().code], JSON.stringify(headers)).toEqual([403, 'http.cross_site'])
    }
  })

  test('our own pages, and programs that are no browser, can', async () => {
    for (const headers of [
      {},
      { origin: 'http://guildhall.test', 'sec-fetch-site': 'same-origin' },
      { origin: 'http://guildhall.test' },
    ] as Record<string, string>[])
      expect((await write(headers)).statusCode, JSON.stringify(headers)).toBe(201)
  })

  test('cannot sign anybody in either', async () => {
    const answer = await inject({
      method: 'POST',
      url: '/api/auth/login',
      payload: {},
      headers: { origin: 'https://evil.example' },
    })
    expect(answer.json().code).toBe('http.cross_site')
  })

  test('that the setting names may, preflight and all; no other is told anything', async () => {
    const app = await otherApp({ protection: { corsOrigins: ['https://partner.example'] } })
    const ask = (origin: string) =>
      app.inject({
        method: 'OPTIONS',
        url: '/api/goods',
        headers: { origin, 'access-control-request-method': 'PATCH', 'access-control-request-headers': 'content-type' },
      })
    const welcome = await ask('https://partner.example')
    expect(welcome.statusCode).toBe(204)
    expect(welcome.headers).toMatchObject({
      'access-control-allow-origin': 'https://partner.example',
      'access-control-allow-credentials': 'true',
    })
    expect(welcome.headers['access-control-allow-methods']).toContain('PATCH')
    expect((await ask('https://evil.example')).headers['access-control-allow-origin']).not.toBe('https://evil.example')
    const answer = await app.inject({ url: '/api/goods', headers: { origin: 'https://partner.example' } })
    expect(String(answer.headers['access-control-expose-headers'])).toContain('Content-Range')
    await app.close()
  })
})

describe('bad input', () => {
  const post = (payload: string, type = 'application/json') =>
    inject({ method: 'POST', url: '/api/goods', payload, headers: { cookie: shop.admin.cookie, 'content-type': type } })

  test('poisoned, broken, oversized and foreign bodies get a clear answer', async () => {
    expect((await post('{"name":"x","__proto__":{"admin":true}}')).statusCode).toBe(400)
    expect((await post('{"name":"x","constructor":{"prototype":{}}}')).statusCode).toBe(400)
    expect((await post('{"name":')).json().code).toBe('http.bad_body')
    expect((await post('[]')).statusCode).toBe(422)
    expect((await post('null')).statusCode).toBe(422)
    expect((await post(JSON.stringify({ name: 'x'.repeat(1_100_000) }))).json().code).toBe('http.too_large')
    expect((await post('<a/>', 'application/xml')).json().code).toBe('http.wrong_media_type')
    expect((await post('{"name":"x"}', 'text/plain')).statusCode).toBe(422)
    expect(({} as { admin?: boolean }).admin).toBeUndefined()
  })

  test('filters with names of objects are unknown fields, not our own insides', async () => {
    for (const filter of [
      '{"__proto__":{"x":1}}',
      '{"constructor":1}',
      '{"toString":1}',
      '{"a.__proto__.b":1}',
      '{"shelf.constructor":1}',
    ]) {
      const { statusCode } = await shop.admin('GET', `/api/goods?filter=${encodeURIComponent(filter)}`)
      expect([statusCode, filter]).toEqual([422, filter])
    }
    expect((await shop.admin('GET', `/api/goods?sort=${uri(['__proto__', 'ASC'])}`)).statusCode).toBe(422)
    expect((await shop.admin('GET', `/api/goods?embed=${uri(['__proto__'])}`)).statusCode).toBe(422)
  })

  test('no value gets into a header', async () => {
    const answer = await shop.admin(
      'GET',
      `/api/goods?filter=${encodeURIComponent('{"name":"a\\r\\nset-cookie: x=1"}')}`,
    )
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['set-cookie']).toBeUndefined()
    expect((await shop.admin('GET', '/api/goods', undefined, { 'x-tenant': '../../etc' })).statusCode).toBe(404)
  })
})

describe('strangers', () => {
  test('who ask without end from one address are told to wait; others are not', async () => {
    const app = await otherApp({ strangersPerMinute: 3 })
    const statuses = []
    for (let index = 0; index < 5; index++) statuses.push((await app.inject('/api/goods')).statusCode)
    expect(statuses).toEqual([401, 401, 401, 429, 429])
    const waiting = await app.inject('/api/goods')
    expect([waiting.json().code, Number(waiting.headers['retry-after']) > 0]).toEqual(['http.too_many_requests', true])
    expect((await app.inject({ url: '/api/goods', remoteAddress: '192.0.2.9' })).statusCode).toBe(401)
    await app.close()
  })

  test('who send their headers drop by drop are cut off', async () => {
    const app = await otherApp({})
    expect(app.server.headersTimeout).toBeLessThanOrEqual(15_000)
    expect(app.server.requestTimeout).toBeLessThanOrEqual(60_000)
    await app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = app.server.address() as { port: number }
    const garbage = connect(port, '127.0.0.1')
    const answered = new Promise<string>((resolve) => garbage.once('data', (data) => resolve(data.toString())))
    garbage.write('GET / HTTP/1.1\r\nHost: x\r\nBad Header\r\n\r\n')
    expect(await answered).toMatch(/^HTTP\/1\.1 400/)
    await app.close()
  })
})

test('the log has a line an answer, with ids and the route, and nothing that opens doors', async () => {
  const lines: string[] = []
  const logger = createLogger({ level: 'info', stream: { write: (line: string) => void lines.push(line) } })
  const app = await otherApp({ logger: logger as never })
  await app.inject({
    url: `/api/goods?filter=${uri({ name: 'Secret Person' })}`,
    headers: { cookie: 'session=abc', authorization: 'Bearer xyz' },
  })
  logger.info({ password: 'p4ss', body: { token: 't0ken' } }, 'test')
  await app.close()
  const [answered, told] = lines.filter((line) => /answered|test/.test(line)).map((line) => JSON.parse(line))
  expect(answered).toMatchObject({
    level: 'info',
    method: 'GET',
    route: '/api/goods',
    status: 401,
    userId: null,
    tenantId: null,
  })
  expect(answered.requestId).toMatch(/^[\w-]{10,}$/)
  expect(told).toMatchObject({ password: '(hidden)', body: { token: '(hidden)' } })
  expect(lines.join()).not.toMatch(/Secret|abc|xyz|p4ss|t0ken/)
})
