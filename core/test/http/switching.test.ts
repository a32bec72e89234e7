import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { withClient } from '../../src/database/provision.ts'
import { testPassword } from '../../testing/index.ts'
import { openShop, type Shop, steps } from './shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop?.platform.close())
beforeEach(async () => {
  await shop.admin('POST', '/api/plugins/labelling/enable', { cascade: true })
  steps.length = 0
})

describe('plugins', () => {
  test('are listed with what they need and what needs them', async () => {
    const { data } = await shop.admin('GET', '/api/plugins')
    expect(data).toMatchObject([
      { name: 'core', enabled: true, fixed: true },
      {
        name: 'shop',
        enabled: true,
        requires: [],
        dependants: ['labelling'],
        resources: ['shelves', 'goods'],
        hasSettings: true,
        version: '1.2.3',
      },
      { name: 'labelling', enabled: true, requires: ['shop'], dependants: [], hasSettings: false },
    ])
  })

  test('a plugin that is switched off is gone at once, with its resources, rights and menus; switched on again its data is there', async () => {
    await shop.admin('POST', '/api/labels', { text: 'Kept' })
    const off = await shop.admin('POST', '/api/plugins/labelling/disable')
    expect([off.statusCode, off.data]).toEqual([200, { disabled: ['labelling'] }])
    for (const caller of [shop.admin, shop.worker]) {
      expect((await caller('GET', '/api/labels')).statusCode).toBe(404)
      expect((await caller('GET', '/api/manifest')).body).not.toContain('labelling')
    }
    expect((await shop.admin('POST', '/api/labels', { text: 'New' })).statusCode).toBe(404)
    expect((await shop.admin('GET', '/api/labels/export')).statusCode).toBe(404)
    expect((await shop.worker('GET', '/api/goods')).statusCode).toBe(200)
    expect((await shop.admin('POST', '/api/plugins/labelling/enable')).data).toEqual({ enabled: ['labelling'] })
    const texts = (await shop.worker('GET', '/api/labels')).data.map(({ text }: { text: string }) => text)
    expect(texts).toEqual(expect.arrayContaining(['Kept', 'first']))
    expect(texts.filter((text: string) => text === 'first')).toHaveLength(1)
    expect(steps).toEqual(['off in shop', 'on in shop'])
  })

  test('one that others need stays, unless they go with it; it comes back with what it needs', async () => {
    const refused = await shop.admin('POST', '/api/plugins/shop/disable')
    expect([refused.statusCode, refused.data.code, refused.data.params]).toEqual([
      409,
      'plugins.needed_by_others',
      { plugin: 'shop', plugins: ['labelling'] },
    ])
    expect((await shop.worker('GET', '/api/goods')).statusCode).toBe(200)
    expect((await shop.admin('POST', '/api/plugins/shop/disable', { cascade: true })).data).toEqual({
      disabled: ['labelling', 'shop'],
    })
    const alone = await shop.admin('POST', '/api/plugins/labelling/enable')
    expect([alone.statusCode, alone.data.params]).toEqual([409, { plugin: 'labelling', plugins: ['shop'] }])
    expect((await shop.admin('POST', '/api/plugins/labelling/enable', { cascade: true })).data).toEqual({
      enabled: ['shop', 'labelling'],
    })
  })

  test('the core stays on; an unknown one is not there; whoever is no administrator decides nothing', async () => {
    expect((await shop.admin('POST', '/api/plugins/core/disable')).data.code).toBe('plugins.always_on')
    expect((await shop.admin('POST', '/api/plugins/nothing/enable')).statusCode).toBe(404)
    expect((await shop.admin('POST', '/api/plugins/shop/disable', { force: true })).statusCode).toBe(422)
    for (const [method, url] of [
      ['GET', '/api/plugins'],
      ['POST', '/api/plugins/labelling/disable'],
      ['GET', '/api/plugins/shop/settings'],
      ['PATCH', '/api/plugins/shop/settings'],
    ] as const)
      expect((await shop.worker(method, url, method === 'GET' ? undefined : {})).data.code, url).toBe(
        'plugins.administrators_only',
      )
    expect((await shop.worker('GET', '/api/labels')).statusCode).toBe(200)
  })

  test('another tenant notices nothing', async () => {
    const other = await shop.platform.tenancy.tenants.create({
      slug: 'other',
      name: 'Other',
      plugins: ['shop', 'labelling'],
    })
    await shop.platform.tenancy.addPerson(other.id, {
      email: 'admin@shop.example',
      name: 'The admin',
      archetype: 'admin',
    })
    const there = await shop.platform.signIn('admin@shop.example', undefined, 'other')
    await shop.admin('POST', '/api/plugins/labelling/disable', {}, { 'x-tenant': 'shop' })
    expect((await shop.admin('GET', '/api/labels', undefined, { 'x-tenant': 'shop' })).statusCode).toBe(404)
    expect((await there('GET', '/api/labels')).statusCode).toBe(200)
  })

  test('a tenant that begins with plugins has them switched on as later: what they require first, their steps taken, kept and told', async () => {
    const { platform } = shop
    await platform.identity.createUser({
      email: 'root@example.org',
      name: 'Root',
      password: testPassword,
      superadmin: true,
    })
    const root = await platform.signIn('root@example.org')
    const admin = { email: 'tina@third.example', name: 'Tina' }
    const made = await root('POST', '/api/tenants', { slug: 'third', name: 'Third', plugins: ['labelling'], admin })
    expect([made.statusCode, made.data.slug]).toEqual([201, 'third'])
    expect(steps).toEqual(['on in third'])
    const there = await platform.signIn('root@example.org', testPassword, 'third')
    expect((await there('GET', '/api/labels')).data.map(({ text }: { text: string }) => text)).toEqual(['first'])
    expect((await there('GET', '/api/goods')).statusCode).toBe(200)
    expect((await there('GET', '/api/people')).data).toMatchObject([
      { name: 'Tina', email: 'tina@third.example', status: 'invited' },
    ])
    const { rows } = await withClient(platform.urls.ownerUrl, (client) =>
      client.query(
        `select name, payload from guildhall.outbox where tenant_id = $1 and name like 'core.p%' order by sequence`,
        [made.data.id],
      ),
    )
    expect(rows.map(({ name, payload }) => `${name} ${payload.plugin ?? payload.resource}`)).toEqual([
      'core.plugin.enabled shop',
      'core.plugin.enabled labelling',
      'core.people.created people',
    ])
  })

  test('a tenant that cannot be made whole is not made at all', async () => {
    const { platform } = shop
    const root = await platform.signIn('root@example.org')
    const admin = { email: 'rolf@refused.example', name: 'Rolf' }
    const draft = { slug: 'refused', name: 'Refused', plugins: ['shop', 'labelling'], admin }
    const refused = await root('POST', '/api/tenants', draft)
    expect([refused.statusCode, refused.data.code]).toEqual([409, 'labelling.not_here'])
    const unknown = await root('POST', '/api/tenants', { ...draft, plugins: ['shop', 'nothing'] })
    expect([unknown.statusCode, unknown.data.fields]).toEqual([
      422,
      [expect.objectContaining({ path: 'plugins.1', code: 'plugins.unknown' })],
    ])
    const nobody = await root('POST', '/api/tenants', { ...draft, plugins: [], admin: { ...admin, name: ' ' } })
    expect([nobody.statusCode, nobody.data.fields.map(({ path }: { path: string }) => path)]).toEqual([
      422,
      ['admin.name'],
    ])
    expect((await root('POST', '/api/tenants', { ...draft, slug: 'shop' })).data.code).toBe('tenancy.slug_taken')
    expect(await platform.tenancy.tenants.find({ slug: 'refused' })).toBeNull()
    expect((await platform.identity.listUsers()).map(({ email }) => email)).not.toContain('rolf@refused.example')
  })

  test('who turned a switch is recorded and told', async () => {
    await shop.admin('POST', '/api/plugins/labelling/disable')
    const { rows } = await shop.platform.database.pool
      .query(
        `select set_config('app.tenant', '${shop.tenantId}', true); select actor_id, action, after from guildhall.history where resource = 'plugins' order by id desc limit 1`,
      )
      .then((results) => (results as unknown as { rows: object[] }[])[1] as { rows: object[] })
    expect(rows).toMatchObject([
      { actor_id: shop.people.admin, action: 'disable', after: { plugin: 'labelling', enabled: false } },
    ])
  })

  test('under load no request is dropped or half done while switches turn', async () => {
    let isOver = false
    const seen = new Map<number, number>()
    const ask = async () => {
      while (!isOver) {
        const read = await shop.worker('GET', '/api/labels')
        const write = await shop.admin('POST', '/api/labels', { text: `L ${Math.random()}` })
        const steady = await shop.worker('GET', '/api/goods')
        for (const { statusCode } of [read, write]) seen.set(statusCode, (seen.get(statusCode) ?? 0) + 1)
        expect(steady.statusCode).toBe(200)
      }
    }
    const asking = Promise.all(Array.from({ length: 6 }, ask)).finally(() => {
      isOver = true
    })
    for (let turn = 0; turn < 10; turn++) {
      const verb = turn % 2 === 0 ? 'disable' : 'enable'
      expect((await shop.admin('POST', `/api/plugins/labelling/${verb}`)).statusCode).toBe(200)
      const { statusCode } = await shop.worker('GET', '/api/labels')
      expect(statusCode).toBe(verb === 'disable' ? 404 : 200)
      await new Promise((resolve) => setTimeout(resolve, 60))
    }
    isOver = true
    await asking
    expect([...seen.keys()].sort()).toEqual([200, 201, 404])
  }, 60_000)
})

describe('settings of a plugin', () => {
  test('have defaults, are judged, versioned, and hold from the next request on', async () => {
    const greeting = async () => (await shop.worker('GET', '/api/shop/greeting')).data.greeting
    expect(await greeting()).toBe('hello')
    const before = await shop.admin('GET', '/api/plugins/shop/settings')
    expect(before.data).toMatchObject({
      plugin: 'shop',
      values: { greeting: 'hello', days: 3 },
      secrets: [],
      fields: [{ name: 'greeting', kind: 'text' }, { name: 'days' }, { name: 'key' }],
    })
    const ifMatch = { 'if-match': String(before.headers.etag) }
    const changed = await shop.admin(
      'PATCH',
      '/api/plugins/shop/settings',
      { greeting: 'salut', key: 'top secret' },
      ifMatch,
    )
    expect([changed.statusCode, changed.data.values, changed.data.secrets]).toEqual([
      200,
      { greeting: 'salut', days: 3 },
      ['key'],
    ])
    expect(changed.body).not.toContain('top secret')
    expect(await greeting()).toBe('salut')
    expect((await shop.admin('PATCH', '/api/plugins/shop/settings', { days: 4 }, ifMatch)).data.code).toBe(
      'records.stale',
    )
    const wrong = await shop.admin('PATCH', '/api/plugins/shop/settings', { days: 0, unknown: 1 })
    expect([wrong.statusCode, wrong.data.fields.map(({ path }: { path: string }) => path).sort()]).toEqual([
      422,
      ['days', 'unknown'],
    ])
    await shop.admin('PATCH', '/api/plugins/shop/settings', { greeting: null })
    expect(await greeting()).toBe('hello')
    expect((await shop.admin('GET', '/api/plugins/labelling/settings')).data.code).toBe('plugins.no_settings')
  })

  test('a secret is in no answer and not in the history', async () => {
    await shop.admin('PATCH', '/api/plugins/shop/settings', { key: 'top secret' })
    expect((await shop.admin('GET', '/api/plugins/shop/settings')).body).not.toContain('top secret')
    const [, { rows }] = (await shop.platform.database.pool.query(
      `select set_config('app.tenant', '${shop.tenantId}', true); select count(*) from guildhall.history where after::text like '%top secret%'`,
    )) as unknown as [unknown, { rows: { count: string }[] }]
    expect(rows[0]?.count).toBe('0')
  })
})
