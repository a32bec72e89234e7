import { createClient } from '@guildhall/sdk/client'
import type { InjectOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withClient } from '../../src/database/provision.ts'
import { type Caller, testPassword } from '../../testing/index.ts'
import { goods, openShop, type Shop, uri } from '../http/shop.ts'

let shop: Shop
let his: string
beforeAll(async () => {
  shop = await openShop()
  const cost = { amount: 100, currency: 'EUR' }
  const { data: shelf } = await shop.admin('POST', '/api/shelves', { name: 'Top' })
  his = (await shop.admin('POST', '/api/goods', { name: 'His', keeper: shop.people.worker, cost, shelf: shelf.id }))
    .data.id
  await shop.admin('POST', '/api/goods', { name: 'Free' })
})
afterAll(() => shop?.platform.close())

interface Key extends Caller {
  readonly id: string
  readonly token: string
}

const sending =
  (app: Shop['platform']['app'], token: string, more: Record<string, string> = {}) =>
  async (method: string, url: string, body?: unknown, headers: Record<string, string> = {}) => {
    const answer = await app.inject({
      method: method as 'GET',
      url,
      ...(body === undefined ? {} : { payload: body as object }),
      headers: { authorization: `Bearer ${token}`, ...more, ...headers },
    } as InjectOptions)
    return Object.assign(answer, {
      data: /json/.test(String(answer.headers['content-type'])) ? JSON.parse(answer.body) : undefined,
    })
  }

async function keyOf(owner: Caller, scopes: readonly string[], more: object = {}): Promise<Key> {
  const made = await owner('POST', '/api/auth/keys', { name: 'A program', scopes, ...more })
  expect(made.statusCode, made.body).toBe(201)
  const { id, token } = made.data
  return Object.assign(sending(shop.platform.app, token), { cookie: '', id, token }) as Key
}

describe('a key', () => {
  test('is shown once, kept as a hash, told by mail and in the journal', async () => {
    const made = await shop.worker('POST', '/api/auth/keys', { name: 'Scales', scopes: ['goods:read'] })
    expect(made.data).toMatchObject({ name: 'Scales', scopes: ['goods:read'], expiresAt: '2026-06-08T10:00:00.000Z' })
    expect(made.data.token).toMatch(/^ghk_[0-9a-f]{32}_[\w-]{43}$/)
    expect(made.headers['cache-control']).toBe('no-store')
    const listed = (await shop.worker('GET', '/api/auth/keys')).data
    expect(listed[0]).toMatchObject({ id: made.data.id, usedAt: null })
    expect(JSON.stringify(listed)).not.toContain(made.data.token.slice(40))
    const kept = await withClient(shop.platform.urls.superUrl, async (client) =>
      (await client.query('select * from guildhall.api_keys')).rows.map((row) => JSON.stringify(row)).join(),
    )
    expect(kept).not.toContain(made.data.token.slice(-43))
    const journal = (await shop.worker('GET', '/api/auth/journal')).data
    expect(journal[0]).toMatchObject({ event: 'key-made' })
    await shop.platform.events.start()
    const subjects = async () => (await shop.platform.mails()).map(({ subject }) => subject)
    await expect.poll(subjects, { timeout: 8_000 }).toContain('A new key for your account at Shop')
  })

  test('opens what its scopes name of what its owner may do, and nothing else', async () => {
    const key = await keyOf(shop.worker, ['goods:read'])
    const { data } = await key('GET', '/api/goods')
    expect(data.map(({ name }: { name: string }) => name)).toEqual(['His'])
    expect(data[0]).not.toHaveProperty('cost')
    expect((await key('GET', '/api/shelves')).statusCode).toBe(403)
    expect((await key('POST', `/api/goods/${his}/offer`, {})).statusCode).toBe(403)
    expect((await key('PATCH', `/api/goods/${his}`, { count: 1 })).statusCode).toBe(403)
    expect((await key('GET', `/api/goods/${his}`)).data._can).toEqual({ actions: [], fields: [] })
    expect((await shop.worker('GET', `/api/goods/${his}`)).data._can.actions).toContain('offer')
  })

  test('narrows embeds, filters, search, export, history, bulk, widgets, the manifest and whatever asks for rights', async () => {
    const key = await keyOf(shop.admin, ['goods:read', 'goods:update'])
    const embedded = await key('GET', '/api/goods?embed=["shelf"]')
    expect(embedded.data.fields, embedded.body).toMatchObject([{ path: 'embed', code: 'access.field_unknown' }])
    expect(JSON.stringify((await shop.admin('GET', '/api/goods?embed=["shelf"]')).data)).toContain('Top')
    expect((await key('GET', `/api/goods?filter=${uri({ 'shelf.name': 'Top' })}`)).statusCode).not.toBe(200)
    const found = (await key('GET', '/api/search?q=top')).body
    expect(found).not.toContain('Top')
    expect((await shop.admin('GET', '/api/search?q=top')).body).toContain('Top')
    expect((await key('GET', '/api/shelves/export')).statusCode).toBe(403)
    expect((await key('GET', '/api/goods/export')).statusCode).toBe(200)
    expect((await key('GET', `/api/goods/${his}/history`)).statusCode).toBe(200)
    expect((await key('GET', '/api/widgets/shop/drafts')).statusCode).toBe(200)
    const manifest = (await key('GET', '/api/manifest')).data
    expect(manifest.menu.map(({ resource }: { resource: string }) => resource)).toEqual(['goods'])
    expect(manifest.pages).not.toMatchObject({ plugins: true })
    expect(JSON.stringify(manifest.rules)).not.toContain('shelves')
    expect((await key('GET', '/api/access/can?resource=shelves&action=read')).data).toEqual({ can: false })
    const explained = (await key('GET', `/api/access/explain?resource=goods&action=delete&id=${his}`)).data
    expect(explained).toMatchObject({ allowed: false })
    expect((await key('PATCH', `/api/goods/${his}`, { count: 2 })).statusCode).toBe(200)
    expect((await key('DELETE', `/api/goods/${his}`)).statusCode).toBe(403)
  })

  test('with `*:read` reads what its owner reads; with `goods:*` does with goods what he does', async () => {
    const reading = await keyOf(shop.worker, ['*:read'])
    expect((await reading('GET', '/api/shelves')).data).toHaveLength(1)
    expect((await reading('GET', '/api/roles')).statusCode).toBe((await shop.worker('GET', '/api/roles')).statusCode)
    expect((await reading('PATCH', `/api/goods/${his}`, { count: 3 })).statusCode).toBe(403)
    const all = await keyOf(shop.worker, ['goods:*'])
    expect((await all('PATCH', `/api/goods/${his}`, { count: 3 })).statusCode).toBe(200)
    expect((await all('GET', '/api/shelves')).statusCode).toBe(403)
    expect((await all('POST', '/api/goods', { name: 'No' })).statusCode).toBe(403)
  })

  test('never does what asks for the person himself, nor what runs the installation', async () => {
    const key = await keyOf(shop.admin, ['*:*'])
    for (const [method, url, body] of [
      ['GET', '/api/auth/me'],
      ['PATCH', '/api/auth/me', { login: 'other' }],
      ['POST', '/api/auth/password', { current: testPassword, password: 'a long enough one' }],
      ['POST', '/api/auth/second-factor', { password: testPassword }],
      ['GET', '/api/auth/passkeys'],
      ['POST', '/api/auth/passkeys/begin', { password: testPassword }],
      ['POST', `/api/auth/passkeys/${his}/remove`, { password: testPassword }],
      ['GET', '/api/auth/sessions'],
      ['GET', '/api/auth/keys'],
      ['POST', '/api/auth/keys', { name: 'More', scopes: ['*:*'] }],
      ['GET', '/api/keys'],
      ['POST', '/api/access/see-as', { kind: 'person', id: shop.people.worker }],
      ['GET', '/api/login-journal'],
      ['GET', '/api/tenants'],
      ['POST', '/api/plugins/shop/disable', {}],
      ['GET', '/api/shop/greeting'],
      ['PATCH', '/api/preferences', { values: { 'theme.mode': 'dark' } }],
    ] as const) {
      const { data, statusCode } = await key(method, url, body)
      expect([statusCode, data?.code], `${method} ${url}`).toEqual([403, 'keys.person_only'])
      // A cookie beside it does not help: the key is what counts.
      const both = await key(method, url, body, { cookie: shop.admin.cookie })
      expect(both.data?.code, `${method} ${url}`).toBe('keys.person_only')
    }
    expect((await key('GET', '/api/goods', undefined, { 'x-see-as': his })).data.code).toBe('access.not_in_look')
  })

  test('of an administrator hands out no more than it holds itself', async () => {
    const key = await keyOf(shop.admin, ['people:*', 'roles:read'])
    const roles = (await shop.admin('GET', '/api/roles')).data as { id: string; archetype: string }[]
    const admins = roles.find(({ archetype }) => archetype === 'admin')?.id
    const given = { name: 'Made', email: 'made@shop.example', kind: 'staff', roles: [admins] }
    expect((await key('POST', '/api/people', given)).data.code).toBe('people.beyond_own_rights')
    expect((await shop.admin('POST', '/api/people', given)).statusCode).toBe(201)
  })

  test('wins over a cookie, and a wrong one never falls back to it', async () => {
    const key = await keyOf(shop.worker, ['shelves:read'])
    const cookie = shop.admin.cookie
    expect((await key('GET', '/api/goods', undefined, { cookie })).statusCode).toBe(403)
    const wrong = sending(shop.platform.app, `${key.token.slice(0, -1)}_`, { cookie })
    expect((await wrong('GET', '/api/goods')).data.code).toBe('keys.invalid')
    // What is no key at all is not ours to judge.
    const other = sending(shop.platform.app, 'something-else', { cookie })
    expect((await other('GET', '/api/goods')).statusCode).toBe(200)
    expect((await sending(shop.platform.app, 'something-else')('GET', '/api/goods')).statusCode).toBe(401)
  })

  test('is for one tenant', async () => {
    const key = await keyOf(shop.admin, ['*:*'])
    await shop.platform.tenancy.tenants.create({ slug: 'other', name: 'Other' })
    expect((await key('GET', '/api/goods', undefined, { 'x-tenant': 'shop' })).statusCode).toBe(200)
    for (const slug of ['other', 'nowhere'])
      expect((await key('GET', '/api/goods', undefined, { 'x-tenant': slug })).data.code).toBe('keys.elsewhere')
  })

  test('is sent by the typed client', async () => {
    const key = await keyOf(shop.worker, ['goods:read'])
    const address = await shop.platform.app.listen({ port: 0 })
    const client = createClient({ url: address, key: key.token })
    expect((await client.records(goods).list()).records).toHaveLength(1)
    await expect(client.records(goods).create({ name: 'No' })).rejects.toMatchObject({ status: 403 })
  })

  test('is described: where it is taken the description of the API says so', async () => {
    const { data } = await shop.admin('GET', '/api/openapi.json')
    expect(data.components.securitySchemes.key).toMatchObject({ type: 'http', scheme: 'bearer' })
    expect(data.paths['/api/goods'].get.security).toContainEqual({ key: [] })
    expect(data.paths['/api/auth/password'].post.security).toBeUndefined()
  })
})

describe('the end of a key', () => {
  test('revoked, it is refused at the next request on every node', async () => {
    const key = await keyOf(shop.worker, ['goods:read'])
    const beside = await shop.platform.beside()
    const there = sending(beside.app, key.token)
    expect((await there('GET', '/api/goods')).statusCode).toBe(200)
    expect((await shop.worker('DELETE', `/api/auth/keys/${key.id}`)).statusCode).toBe(200)
    expect((await there('GET', '/api/goods')).data.code).toBe('keys.invalid')
    expect((await key('GET', '/api/goods')).data.code).toBe('keys.invalid')
    expect((await shop.worker('DELETE', `/api/auth/keys/${key.id}`)).data.code).toBe('keys.unknown')
    await beside.close()
  })

  test('its owner’s rights and his leaving count at the next request', async () => {
    const key = await keyOf(shop.manager, ['goods:*'])
    expect((await key('GET', '/api/goods')).statusCode).toBe(200)
    const { data: roles } = await shop.admin('GET', '/api/roles')
    const observers = roles.find(({ archetype }: { archetype: string }) => archetype === 'observer').id
    const managers = roles.find(({ archetype }: { archetype: string }) => archetype === 'manager').id
    const person = `/api/people/${shop.people.manager}`
    await shop.admin('PATCH', person, { roles: [observers] })
    expect((await key('GET', '/api/goods')).statusCode).toBe(403)
    await shop.admin('PATCH', person, { roles: [managers] })
    expect((await key('GET', '/api/goods')).statusCode).toBe(200)
    await shop.admin('POST', `${person}/deactivate`, {})
    expect((await key('GET', '/api/goods')).data.code).toBe('keys.invalid')
    // It does not come back to life with him.
    await shop.admin('POST', `${person}/activate`, {})
    expect((await key('GET', '/api/goods')).data.code).toBe('keys.invalid')
  })

  test('comes with its day; how far off that may be the installation says', async () => {
    const key = await keyOf(shop.worker, ['goods:read'], { days: 1 })
    const now = shop.platform.clock.now()
    shop.platform.clock.set(new Date(Date.parse(now) + 86_400_000).toISOString())
    expect((await key('GET', '/api/goods')).data.code).toBe('keys.invalid')
    shop.platform.clock.set(now)
    for (const [days, code] of [
      [366, 'validation.maximum'],
      [null, 'validation.required'],
    ] as const) {
      const { data } = await shop.worker('POST', '/api/auth/keys', { name: 'Long', scopes: ['goods:read'], days })
      expect(data).toMatchObject({ status: 422, fields: [{ path: 'days', code }] })
    }
    expect((await shop.worker('GET', '/api/auth/keys/policy')).data).toEqual({
      usualDays: 90,
      mostDays: 365,
      mayBeUnending: false,
    })
  })

  test('an administrator sees and ends those of his people; others see their own alone', async () => {
    const key = await keyOf(shop.worker, ['goods:read'])
    const listed = await shop.admin('GET', '/api/keys?range=[0,99]')
    expect(listed.data.find(({ id }: { id: string }) => id === key.id)).toMatchObject({
      owner: { id: shop.people.worker, name: 'The worker' },
    })
    expect(listed.headers['content-range']).toMatch(/^keys 0-\d+\/\d+$/)
    expect((await shop.worker('GET', '/api/keys')).data.code).toBe('keys.forbidden')
    expect((await shop.worker('DELETE', `/api/keys/${key.id}`)).data.code).toBe('keys.forbidden')
    expect((await shop.observer('DELETE', `/api/auth/keys/${key.id}`)).statusCode).toBe(404)
    expect((await shop.admin('DELETE', `/api/keys/${key.id}`)).statusCode).toBe(200)
    expect((await key('GET', '/api/goods')).statusCode).toBe(401)
  })
})

describe('making a key', () => {
  test('takes scopes that mean something and that one holds oneself', async () => {
    for (const [scopes, path, code] of [
      [['goods:delete'], 'scopes.0', 'keys.beyond_rights'],
      [['goods:read', 'nothing:read'], 'scopes.1', 'access.resource_unknown'],
      [['goods:fly'], 'scopes.0', 'access.action_unknown'],
    ] as const) {
      const { data } = await shop.worker('POST', '/api/auth/keys', { name: 'No', scopes })
      expect(data).toMatchObject({ status: 422, fields: [{ path, code }] })
    }
    for (const scopes of [[], ['goods'], ['goods:read', 'goods:read'], ['GOODS:read']])
      expect((await shop.worker('POST', '/api/auth/keys', { name: 'No', scopes })).statusCode).toBe(422)
  })

  test('stops at fifty, however many are made at once', async () => {
    const make = () => shop.observer('POST', '/api/auth/keys', { name: 'Many', scopes: ['people:read'] })
    const answers = await Promise.all(Array.from({ length: 60 }, make))
    expect(answers.filter(({ statusCode }) => statusCode === 201)).toHaveLength(50)
    expect(answers.find(({ statusCode }) => statusCode !== 201)?.data.code).toBe('keys.too_many')
  })

  test('the last use is noted, at most once a minute', async () => {
    const key = await keyOf(shop.worker, ['goods:read'])
    await key('GET', '/api/goods')
    const used = async () =>
      (await shop.worker('GET', '/api/auth/keys')).data.find(({ id }: { id: string }) => id === key.id)
    await expect.poll(used).toMatchObject({ usedAt: '2026-03-10T10:00:00.000Z', usedFrom: '127.0.0.1' })
    shop.platform.clock.set('2026-03-10T10:00:59.000Z')
    await key('GET', '/api/goods')
    shop.platform.clock.set('2026-03-10T10:01:30.000Z')
    expect((await used()).usedAt).toBe('2026-03-10T10:00:00.000Z')
    await key('GET', '/api/goods')
    await expect.poll(used).toMatchObject({ usedAt: '2026-03-10T10:01:30.000Z' })
    shop.platform.clock.set('2026-03-10T10:00:00.000Z')
  })

  test('wrong keys of one address are slowed down; a right one is not', async () => {
    const key = await keyOf(shop.worker, ['goods:read'])
    const guess = (nth: number) =>
      sending(shop.platform.app, `${key.token.slice(0, -8)}${String(nth).padStart(8, '0')}`)('GET', '/api/goods')
    const answers = []
    for (let nth = 0; nth < 70; nth++) answers.push((await guess(nth)).statusCode)
    expect(answers[0]).toBe(401)
    expect(answers.at(-1)).toBe(429)
    expect((await key('GET', '/api/goods')).statusCode).toBe(200)
  })

  test('asks the database no more often than a session does', async () => {
    const key = await keyOf(shop.worker, ['goods:read'])
    const { database } = shop.platform
    const counted = database as { run: typeof database.run }
    const { run } = counted
    const once = async (call: () => Promise<unknown>) => {
      let count = 0
      counted.run = (statements) => {
        count++
        return run(statements)
      }
      await call().finally(() => {
        counted.run = run
      })
      return count
    }
    // The worker asks now and then, too: the least of some is what a request needs.
    const trips = async (call: () => Promise<unknown>) => {
      const counts = []
      for (let nth = 0; nth < 6; nth++) counts.push(await once(call))
      return Math.min(...counts)
    }
    expect(await trips(() => key('GET', '/api/goods'))).toBe(await trips(() => shop.worker('GET', '/api/goods')))
  })
})
