import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withClient } from '../../src/database/provision.ts'
import { openShop, uri } from '../http/shop.ts'
import { signingKeyOf } from '../signatures/signing.ts'
import { type Houses, openHouses } from './houses.ts'

let houses: Houses
let link: string
let key: { id: string; token: string }

beforeAll(async () => {
  houses = await openHouses()
  const { x, y, url } = houses
  const cost = { amount: 100, currency: 'EUR' }
  for (let n = 1; n <= 12; n++)
    await y.admin('POST', '/api/goods', { name: `Thing ${String(n).padStart(2, '0')}`, keeper: y.people.worker, cost })
  await y.admin('POST', '/api/goods', { name: 'Nobody’s', cost })
  key = await signingKeyOf(y.worker)
  const added = await x.admin('POST', '/api/links', { url, key: key.token, name: 'Branch in Cluj' })
  expect(added.statusCode, added.body).toBe(201)
  link = added.data.id
}, 60_000)
afterAll(() => houses?.close())

const far = (path: string, id = link) => houses.x.admin('GET', `/api/links/${id}/remote/${path}`)
const listed = async () => (await houses.x.admin('GET', '/api/links')).data

/** Whatever answers there instead. */
async function withServer<T>(answer: RequestListener, work: (url: string) => Promise<T>): Promise<T> {
  const server = createServer(answer)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  try {
    return await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}
const add = (url: string, token = key.token) => houses.x.admin('POST', '/api/links', { url, key: token })

describe('reading by a link', () => {
  test('gives what the other installation answers the owner of the key, and no more', async () => {
    const questions = [
      'goods',
      'goods?range=[0,4]&sort=["name","DESC"]',
      `goods?filter=${uri({ q: 'Thing 03' })}`,
      `goods?filter=${uri({ name_like: 'Thing 1' })}&range=[0,1]`,
      'shelves',
      'search?q=Thing',
      'widgets/shop/drafts',
      'widgets/shop/mine',
      'tenant',
    ]
    for (const question of questions) {
      const own = await houses.y.worker('GET', `/api/${question}`)
      const there = await far(question)
      expect(there.data, question).toEqual(own.data)
      expect(there.statusCode).toBe(200)
      for (const name of ['content-range', 'x-next-cursor', 'x-total-exact'])
        expect(there.headers[name], `${question} ${name}`).toBe(own.headers[name])
    }
    const { data } = await far('goods')
    expect(data).toHaveLength(12)
    for (const each of data) expect(each).not.toHaveProperty('cost')
  })

  test('pages by cursor, reads one record with its history, and exports the same file', async () => {
    const first = await far('goods?range=[0,4]&sort=["name","ASC"]')
    const next = `goods?range=[0,4]&sort=["name","ASC"]&cursor=${first.headers['x-next-cursor']}`
    expect((await far(next)).data).toEqual((await houses.y.worker('GET', `/api/${next}`)).data)
    const { id } = first.data[0]
    const one = await far(`goods/${id}`)
    expect(one.data).toMatchObject({ name: 'Thing 01', _can: { actions: [], fields: [] } })
    expect(one.headers.etag).toMatch(/^(W\/)?"/)
    expect((await far(`goods/${id}/history`)).statusCode).toBe(200)
    const file = await far('goods/export?format=csv')
    expect(file.body).toBe((await houses.y.worker('GET', '/api/goods/export?format=csv')).body)
    expect(file.headers).toMatchObject({ 'content-type': 'text/csv; charset=utf-8' })
    expect(file.headers['content-disposition']).toMatch(/^attachment; filename="goods-/)
    expect(file.body).not.toContain('100')
  })

  test('speaks the reader’s language', async () => {
    await houses.x.admin('PATCH', '/api/auth/me', { language: 'ro' })
    expect((await far('manifest')).data.language).toBe('ro')
    expect((await far('goods/nothing')).data.message).toMatch(/nu/)
    await houses.x.admin('PATCH', '/api/auth/me', { language: 'en' })
  })

  test('brings a manifest that changes nothing and loads nothing from there', async () => {
    const { data } = await far('manifest')
    expect(data).toMatchObject({
      tenant: { slug: 'shop', name: 'Shop' },
      link: { id: link, name: 'Branch in Cluj', url: houses.url, tenant: 'Shop' },
      ...{ modules: [], settings: [], pages: {}, superadmin: false },
    })
    expect(data.actor.label).toBe('The admin')
    expect(JSON.stringify(data)).not.toMatch(/"(create|update|delete)":"(always|depends)"/)
  })

  test('passes on what is not found or not allowed there, and signs nobody out', async () => {
    expect((await far('goods/01900000-0000-7000-8000-000000000000')).data.code).toBe('records.not_found')
    expect((await far('nothing')).statusCode).toBe(404)
    expect((await far('roles')).data.code).toBe('records.forbidden')
    expect((await far(`goods?filter=${uri({ nothing: 1 })}`)).statusCode).toBe(422)
    expect((await far('login-journal')).data.code).toBe('keys.person_only')
  })

  test.each([
    'auth/me',
    '%61uth/me',
    'AUTH/me',
    'goods/%2e%2e/auth/me',
    '../health/live',
    '%2e%2e/health/live',
    'links',
    'stream',
    '',
    '%zz/me',
  ])('never goes to %s', async (path) => {
    const { statusCode, data } = await far(path)
    expect([404, 400]).toContain(statusCode)
    expect(['links.not_forwarded', 'http.unknown_route', 'http.bad_body']).toContain(data.code)
  })

  test('changes nothing there', async () => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
      expect((await houses.x.admin(method, `/api/links/${link}/remote/goods`, {})).statusCode).toBe(404)
  })

  test('takes neither cookies nor anything else of the reader along', async () => {
    const heard: unknown[] = []
    await withServer(
      (request, reply) => {
        heard.push(Object.keys(request.headers).sort())
        reply.setHeader('content-type', 'application/json').setHeader('set-cookie', 'guildhall_session=evil')
        reply.end(JSON.stringify({ tenant: { slug: 'evil', name: 'Evil' }, resources: [{}] }))
      },
      async (url) => {
        const { data } = await add(url)
        const headers = { 'if-none-match': 'x', 'x-see-as': '', referer: 'http://x', 'user-agent': 'me' }
        const there = await houses.x.admin('GET', `/api/links/${data.id}/remote/goods`, undefined, headers)
        expect(there.headers['set-cookie']).toBeUndefined()
        await houses.x.admin('DELETE', `/api/links/${data.id}`)
      },
    )
    const names = ['accept', 'accept-encoding', 'accept-language', 'connection', 'host', 'signature', 'signature-input']
    expect(heard[1]).toEqual([...names, 'user-agent'])
  })

  test('takes from an evil server only data, and of its manifest nothing that runs', async () => {
    const manifest = {
      tenant: { slug: 'evil', name: 'Evil' },
      language: 'en',
      words: { url: 'https://evil.example/words', namespaces: [] },
      brand: { name: 'Evil', color: 'url(https://evil.example)', logo: '../../evil' },
      modules: [{ plugin: 'evil', url: 'https://evil.example/run.js', slots: [] }],
      resources: [
        { name: 'goods', rights: { read: 'always', delete: 'always' }, fields: [], actions: [{ name: 'x' }] },
      ],
      widgets: [{ plugin: 'evil', name: 'w', url: 'https://evil.example/w' }],
      superadmin: true,
      pages: { plugins: true },
    }
    await withServer(
      (request, reply) => {
        const isPage = request.url === '/api/page'
        reply.setHeader('content-type', isPage ? 'text/html' : 'application/json')
        reply.end(isPage ? '<script>alert(1)</script>' : JSON.stringify(manifest))
      },
      async (url) => {
        const { data } = await add(url)
        const there = await far('manifest', data.id)
        expect(there.body).not.toContain('evil.example')
        expect(there.data).toMatchObject({
          ...{ superadmin: false, pages: {}, modules: [], words: { url: '/api/words/en' } },
          ...{ brand: { color: null, logo: null }, widgets: [{ url: '/api/widgets/evil/w' }] },
          resources: [{ rights: { read: 'always' }, actions: [] }],
        })
        expect(there.data.resources[0].rights).toEqual({ read: 'always' })
        expect((await far('page', data.id)).data.code).toBe('links.not_guildhall')
        await houses.x.admin('DELETE', `/api/links/${data.id}`)
      },
    )
  })
})

describe('who may', () => {
  test('are administrators of the tenant: to others it is not there, or not theirs', async () => {
    const { x, stranger } = houses
    for (const caller of [x.worker, x.manager, x.observer]) {
      expect((await caller('GET', '/api/links')).data.code).toBe('links.forbidden')
      expect((await caller('GET', `/api/links/${link}/remote/goods`)).statusCode).toBe(403)
      expect((await caller('DELETE', `/api/links/${link}`)).statusCode).toBe(403)
      expect((await caller('POST', '/api/links', { url: houses.url, key: key.token })).statusCode).toBe(403)
    }
    expect((await stranger('GET', '/api/links')).data).toEqual([])
    expect((await stranger('GET', `/api/links/${link}/remote/goods`)).data.code).toBe('links.unknown')
    expect((await stranger('POST', `/api/links/${link}/test`)).statusCode).toBe(404)
    expect((await stranger('PATCH', `/api/links/${link}`, { name: 'Mine' })).statusCode).toBe(404)
    expect((await stranger('DELETE', `/api/links/${link}`)).statusCode).toBe(404)
  })

  test('come as themselves: not with a key, and not in another’s place', async () => {
    const { data } = await houses.x.admin('POST', '/api/auth/keys', { name: 'All', scopes: ['*:*'] })
    const answer = await houses.x.platform.app.inject({
      url: `/api/links/${link}/remote/goods`,
      headers: { authorization: `Bearer ${data.token}` },
    })
    expect(answer.json().code).toBe('keys.person_only')
  })
})

describe('a link', () => {
  test('is listed with how it goes, kept sealed, and told in the history', async () => {
    expect(await listed()).toMatchObject([
      {
        id: link,
        name: 'Branch in Cluj',
        url: houses.url,
        tenant: { name: 'Shop' },
        state: 'working',
        addedBy: 'The admin',
      },
    ])
    const kept = await withClient(houses.x.platform.urls.superUrl, async (client) => ({
      links: JSON.stringify((await client.query('select * from guildhall.links')).rows),
      history: (await client.query("select action, after from guildhall.history where resource = 'links'")).rows,
    }))
    const seed = key.token.slice(37)
    expect(kept.links + JSON.stringify(kept.history)).not.toContain(seed)
    expect(kept.links).not.toContain(Buffer.from(seed, 'base64url').toString('hex'))
    const told = { action: 'create', after: { name: 'Branch in Cluj' } }
    expect(kept.history).toEqual(
      expect.arrayContaining([expect.objectContaining({ ...told, after: expect.objectContaining(told.after) })]),
    )
    expect(JSON.stringify(await listed())).not.toContain(seed)
  })

  test('is not added twice, gets another name, and is removed', async () => {
    expect((await add(houses.url)).data.code).toBe('links.taken')
    expect((await houses.x.admin('PATCH', `/api/links/${link}`, { name: 'Cluj' })).data.name).toBe('Cluj')
    expect((await houses.x.admin('PATCH', `/api/links/${link}`, { name: '  ' })).statusCode).toBe(422)
    const second = await signingKeyOf(houses.y.admin)
    const { data } = await add(houses.url, second.token)
    expect(data.name).toBe('Shop')
    expect((await houses.x.admin('DELETE', `/api/links/${data.id}`)).statusCode).toBe(200)
    expect((await far('goods', data.id)).data.code).toBe('links.unknown')
  })

  test('whose key is revoked is refused at the next request, says so, and works again with another', async () => {
    const brief = await signingKeyOf(houses.y.worker)
    const { data } = await add(houses.url, brief.token)
    expect((await far('goods', data.id)).statusCode).toBe(200)
    await houses.y.worker('DELETE', `/api/auth/keys/${brief.id}`)
    const refused = await far('goods', data.id)
    expect([refused.statusCode, refused.data.code]).toEqual([502, 'links.refused'])
    const [, shown] = await listed()
    expect(shown).toMatchObject({ state: 'refused', failure: { code: 'links.refused' } })
    expect(shown.failure.message).toMatch(/revoked/)
    expect((await houses.x.admin('POST', `/api/links/${data.id}/test`)).data.code).toBe('links.refused')
    expect((await houses.x.admin('POST', `/api/links/${link}/test`)).statusCode).toBe(200)
    expect((await add(houses.url, brief.token)).data.code).toBe('links.refused')
    await houses.x.admin('DELETE', `/api/links/${data.id}`)
  })

  test('says what is wrong when it is added', async () => {
    const field = async (url: string, token?: string) => {
      const { data } = await add(url, token)
      return data.fields?.[0] ? [data.fields[0].path, data.fields[0].code] : data.code
    }
    expect(await field('http://127.0.0.1:1')).toBe('outbound.unreachable')
    expect(await field('crm')).toEqual(['url', 'outbound.address_unfit'])
    expect(await field(`${houses.url}/app`)).toEqual(['url', 'links.address_with_path'])
    expect(await field(houses.url, 'ghk_something')).toEqual(['key', 'links.key_malformed'])
    expect(await withServer((_request, reply) => reply.end('<h1>Hello</h1>'), field)).toBe('links.not_guildhall')
    const json: RequestListener = (_request, reply) => reply.setHeader('content-type', 'application/json').end('{}')
    expect(await withServer(json, field)).toBe('links.not_guildhall')
    expect(await withServer((_request, reply) => reply.writeHead(500).end(), field)).toBe('links.failing')
    const away: RequestListener = (_request, reply) => reply.writeHead(302, { location: houses.url }).end()
    expect(await withServer(away, field)).toBe('links.not_guildhall')
    const { clock } = houses.x.platform
    const now = clock.now()
    clock.set('2026-03-10T10:03:00.000Z')
    expect(await field(houses.url)).toBe('links.clocks_differ')
    clock.set('2026-03-10T09:57:00.000Z')
    expect(await field(houses.url)).toBe('links.clocks_differ')
    clock.set(now)
    const closed = JSON.stringify({ tenant: { slug: 'z', name: 'Z' }, resources: [] })
    const empty: RequestListener = (_request, reply) => reply.setHeader('content-type', 'application/json').end(closed)
    expect(await withServer(empty, field)).toBe('links.no_right')
  })

  test('into the own network is refused unless the operator allows it', async () => {
    const careful = await openShop()
    try {
      for (const url of [houses.url, 'https://localhost:1', 'https://169.254.169.254']) {
        const { data, statusCode } = await careful.admin('POST', '/api/links', { url, key: key.token })
        expect([statusCode, data.fields[0].path]).toEqual([422, 'url'])
        expect(data.fields[0].code).toMatch(/^outbound\.address_(private|unfit)$/)
      }
    } finally {
      await careful.platform.close()
    }
  })

  test('of a server that has gone tells so, and recovers', async () => {
    let isAway = false
    await withServer(
      (_request, reply) => {
        if (isAway) return void reply.destroy()
        reply.setHeader('content-type', 'application/json')
        reply.end(JSON.stringify({ tenant: { slug: 'z', name: 'Z' }, resources: [{}] }))
      },
      async (url) => {
        const { data } = await add(url)
        isAway = true
        expect((await far('goods', data.id)).data.code).toBe('outbound.unreachable')
        const state = async () => (await listed()).find((one: { id: string }) => one.id === data.id)
        expect(await state()).toMatchObject({ state: 'failing', failure: { code: 'outbound.unreachable' } })
        isAway = false
        expect((await far('goods', data.id)).statusCode).toBe(200)
        expect((await state()).state).toBe('working')
      },
    )
  })
})
