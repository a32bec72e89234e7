import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { withClient } from '../../src/database/provision.ts'
import { addMember, type Caller } from '../../testing/index.ts'
import { openShop, type Shop } from './shop.ts'

let shop: Shop
let his: string
let asWorker: Caller
let look: string
beforeAll(async () => {
  shop = await openShop()
  const cost = { amount: 1, currency: 'EUR' }
  his = (await shop.admin('POST', '/api/goods', { name: 'His', keeper: shop.people.worker, cost })).data.id
  await shop.admin('POST', '/api/goods', { name: 'Free' })
})
afterAll(() => shop?.platform.close())

const begin = (caller: Caller, kind: string, id: string | undefined) =>
  caller('POST', '/api/access/see-as', { kind, id })
const through = (caller: Caller, ticket: string): Caller =>
  Object.assign((method: string, url: string, body?: unknown) => caller(method, url, body, { 'x-see-as': ticket }), {
    cookie: caller.cookie,
  })
async function roleOf(archetype: string): Promise<string> {
  const { data } = await shop.admin('GET', `/api/roles?filter=${encodeURIComponent(JSON.stringify({ archetype }))}`)
  return data[0].id
}

describe('seeing as another', () => {
  beforeEach(async () => {
    look = (await begin(shop.admin, 'person', shop.people.worker)).data.id
    asWorker = through(shop.admin, look)
  })

  test('an administrator sees a worker’s lists, records, fields, widgets, menu and rights', async () => {
    const mine = await asWorker('GET', '/api/goods')
    expect(mine.data.map(({ name }: { name: string }) => name)).toEqual(['His'])
    expect(mine.data[0]).not.toHaveProperty('cost')
    expect((await asWorker('GET', `/api/goods/${his}`)).data._can).toEqual(
      (await shop.worker('GET', `/api/goods/${his}`)).data._can,
    )
    expect((await asWorker('GET', '/api/widgets/shop/mine')).data.count).toBe(1)
    const manifest = (await asWorker('GET', '/api/manifest')).data
    const own = (await shop.worker('GET', '/api/manifest')).data
    expect(manifest).toMatchObject({
      seeing: { kind: 'person', id: shop.people.worker, label: 'The worker', leftOut: [] },
      actor: { id: shop.people.worker },
      me: shop.people.worker,
      superadmin: false,
    })
    expect([manifest.menu, manifest.resources, manifest.pages]).toEqual([own.menu, own.resources, own.pages])
    expect((await shop.admin('GET', '/api/goods')).data).toHaveLength(2)
  })

  test('a role is nobody in particular: what hangs on the person stays empty', async () => {
    const { data } = await begin(shop.admin, 'role', await roleOf('worker'))
    const asRole = through(shop.admin, data.id)
    expect((await asRole('GET', '/api/goods')).data).toEqual([])
    expect((await asRole('GET', '/api/manifest')).data).toMatchObject({ me: null, seeing: { kind: 'role' } })
  })

  test('nothing can be changed, whatever the route, and what cannot be told as the other is refused', async () => {
    for (const [method, url, body] of [
      ['POST', '/api/goods', { name: 'No' }],
      ['PATCH', `/api/goods/${his}`, { count: 5 }],
      ['DELETE', `/api/goods/${his}`],
      ['POST', `/api/goods/${his}/offer`, {}],
      ['PATCH', '/api/auth/me', { language: 'ro' }],
      ['POST', '/api/access/see-as', { kind: 'person', id: shop.people.manager }],
      ['POST', '/api/auth/logout'],
    ] as const)
      expect((await asWorker(method, url, body)).data.code).toBe('access.look_only')
    expect((await shop.admin('GET', `/api/goods/${his}`)).data).toMatchObject({ count: 0, status: 'draft' })
    expect((await asWorker('GET', '/api/shop/greeting')).data.code).toBe('access.not_in_look')
    expect((await asWorker('GET', '/api/goods/export')).data.code).toBe('access.not_in_look')
  })

  test('what changes for the other counts at the next request', async () => {
    const watch = { resource: 'shelves', rule: { action: 'read', inverted: true } }
    const id = await roleOf('worker')
    const asRole = through(shop.admin, (await begin(shop.admin, 'role', id)).data.id)
    expect((await asRole('GET', '/api/shelves')).statusCode).toBe(200)
    await shop.admin('PATCH', `/api/roles/${id}`, { differences: { add: [watch], remove: [] } })
    expect((await asRole('GET', '/api/shelves')).statusCode).toBe(403)
    await shop.admin('PATCH', `/api/roles/${id}`, { differences: { add: [], remove: [] } })
    expect((await asRole('GET', '/api/shelves')).statusCode).toBe(200)
  })

  test('each look stands in the history under the name of who looked', async () => {
    const { rows } = await withClient(shop.platform.urls.ownerUrl, (client) =>
      client.query(`select actor_id, after from guildhall.history where id = $1 and action = 'see_as'`, [look]),
    )
    expect(rows).toEqual([{ actor_id: shop.people.admin, after: { person: shop.people.worker } }])
  })

  test('only who may change every role looks, only with his own look, and for an hour', async () => {
    for (const caller of [shop.worker, shop.manager, shop.observer]) {
      expect((await begin(caller, 'person', shop.people.admin)).data.code).toBe('access.administrators_only')
      expect((await through(caller, look)('GET', '/api/goods')).data.code).toBe('access.administrators_only')
    }
    const email = 'second@shop.example'
    await addMember(shop.platform, shop.tenantId, { email, name: 'Second', archetype: 'admin' })
    const second = await shop.platform.signIn(email)
    expect((await through(second, look)('GET', '/api/goods')).data.code).toBe('access.look_over')
    expect((await through(shop.admin, 'no ticket')('GET', '/api/goods')).data.code).toBe('access.look_over')
    shop.platform.clock.set('2026-03-10T11:30:00.000Z')
    expect((await asWorker('GET', '/api/goods')).data.code).toBe('access.look_over')
    expect((await begin(shop.admin, 'person', '0198c0de-0000-7000-8000-000000000000')).statusCode).toBe(404)
  })

  test('who lost the right to look sees nothing more from that moment on', async () => {
    const email = 'third@shop.example'
    const id = await addMember(shop.platform, shop.tenantId, { email, name: 'Third', archetype: 'admin' })
    const third = await shop.platform.signIn(email)
    const asOther = through(third, (await begin(third, 'person', shop.people.worker)).data.id)
    expect((await asOther('GET', '/api/goods')).data).toHaveLength(1)
    await shop.admin('PATCH', `/api/people/${id}`, { roles: [await roleOf('worker')] })
    expect((await asOther('GET', '/api/goods')).data.code).toBe('access.administrators_only')
  })

  test('a look never shows what the looker may not read in full himself', async () => {
    const { data: role } = await shop.admin('POST', '/api/roles', {
      name: 'Keeper of roles',
      archetype: 'admin',
      differences: {
        add: [{ resource: 'goods', rule: { action: 'read', fields: ['cost'], inverted: true } }],
        remove: [],
      },
    })
    const email = 'keeper@shop.example'
    await addMember(shop.platform, shop.tenantId, { email, name: 'Keeper', roles: [role.id] })
    const keeper = await shop.platform.signIn(email)
    const asAdmin = through(keeper, (await begin(keeper, 'person', shop.people.admin)).data.id)
    expect((await asAdmin('GET', '/api/manifest')).data.seeing.leftOut).toEqual(['goods'])
    expect((await asAdmin('GET', '/api/goods')).statusCode).toBe(403)
    expect((await asAdmin('GET', '/api/shelves')).statusCode).toBe(200)
    // A worker does not see the costs either: there is nothing of his that this looker may not know.
    const asHim = through(keeper, (await begin(keeper, 'person', shop.people.worker)).data.id)
    expect((await asHim('GET', '/api/manifest')).data.seeing.leftOut).toEqual([])
    expect((await asHim('GET', '/api/goods')).data.map(({ name }: { name: string }) => name)).toEqual(['His'])
  })

  test('nobody looks in the place of one who may not come in', async () => {
    const email = 'gone@shop.example'
    const id = await addMember(shop.platform, shop.tenantId, { email, name: 'Gone', archetype: 'worker' })
    const asGone = through(shop.admin, (await begin(shop.admin, 'person', id)).data.id)
    expect((await asGone('GET', '/api/goods')).statusCode).toBe(200)
    await shop.admin('POST', `/api/people/${id}/deactivate`, {})
    expect((await asGone('GET', '/api/goods')).data.code).toBe('access.look_over')
    expect((await begin(shop.admin, 'person', id)).data.code).toBe('access.look_at_nobody')
  })
})

describe('the catalogue of rights', () => {
  test('says what there is, what the archetypes give and what may be granted', async () => {
    const { data } = await shop.admin('GET', '/api/access/catalogue')
    const goods = data.resources.find(({ name }: { name: string }) => name === 'goods')
    expect(goods.actions.map(({ name }: { name: string }) => name)).toContain('offer')
    expect(goods.actions.every(({ grantable }: { grantable: string }) => grantable === 'all')).toBe(true)
    expect(goods.rules.worker).toHaveLength(4)
    expect(goods.rules.worker[0]).toMatchObject({
      key: expect.stringMatching(/^[0-9a-f]{24}$/),
      rule: { action: 'read' },
    })
  })

  test('a key takes exactly its rule from a role', async () => {
    const { data } = await shop.admin('GET', '/api/access/catalogue')
    const shelves = data.resources.find(({ name }: { name: string }) => name === 'shelves')
    const id = await roleOf('worker')
    const differences = { add: [], remove: [shelves.rules.worker[0].key] }
    await shop.admin('PATCH', `/api/roles/${id}`, { differences })
    expect((await shop.worker('GET', '/api/shelves')).statusCode).toBe(403)
    expect((await shop.worker('GET', '/api/goods')).statusCode).toBe(200)
    await shop.admin('PATCH', `/api/roles/${id}`, { differences: { add: [], remove: [] } })
  })

  test('it is for who changes roles, and says of each action whether he may give it', async () => {
    expect((await shop.manager('GET', '/api/access/catalogue')).data.code).toBe('access.roles_needed')
    const keeper = await shop.platform.signIn('keeper@shop.example')
    const { data } = await keeper('GET', '/api/access/catalogue')
    const goods = data.resources.find(({ name }: { name: string }) => name === 'goods')
    const read = goods.actions.find(({ name }: { name: string }) => name === 'read')
    expect(read).toMatchObject({ grantable: 'none', held: [] })
    const id = await roleOf('manager')
    const differences = { add: [{ resource: 'goods', rule: { action: 'read' } }], remove: [] }
    const refused = await keeper('PATCH', `/api/roles/${id}`, { differences })
    expect(refused.data).toMatchObject({
      code: 'people.beyond_own_rights',
      params: { rights: [{ resource: 'goods', action: 'read' }] },
    })
  })
})

describe('when somebody came in', () => {
  test('an administrator knows; others do not', async () => {
    const { data } = await shop.admin('GET', '/api/sign-ins')
    expect(data.map(({ person }: { person: string }) => person)).toContain(shop.people.worker)
    const [entry] = (await shop.admin('GET', `/api/sign-ins/${shop.people.worker}`)).data
    expect(entry).toMatchObject({ event: 'login', ip: '127.0.0.1' })
    expect((await shop.worker('GET', '/api/sign-ins')).data.code).toBe('identity.journal_forbidden')
    expect((await shop.worker('GET', `/api/sign-ins/${shop.people.worker}`)).statusCode).toBe(403)
    expect((await shop.admin('GET', '/api/sign-ins/0198c0de-0000-7000-8000-000000000000')).statusCode).toBe(404)
  })
})
