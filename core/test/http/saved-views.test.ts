import { afterAll, beforeAll, expect, test } from 'vitest'
import { withClient } from '../../src/database/provision.ts'
import { addMember, type Caller } from '../../testing/index.ts'
import { openShop, type Shop } from './shop.ts'

let shop: Shop
let neighbour: Caller
beforeAll(async () => {
  shop = await openShop()
  const { id } = await shop.platform.tenancy.tenants.create({ slug: 'next', name: 'Next', plugins: ['shop'] })
  await addMember(shop.platform, id, { email: 'next@shop.example', name: 'Next', archetype: 'admin' })
  neighbour = await shop.platform.signIn('next@shop.example')
})
afterAll(() => shop?.platform.close())

const url = '/api/saved-views'
const save = (caller: Caller, values: object) => caller('POST', url, { resource: 'goods', name: 'Cheap', ...values })
const names = async (caller: Caller, query = '?resource=goods') =>
  (await caller('GET', `${url}${query}`)).data.map(({ name }: { name: string }) => name)

test('a view that is one’s own is seen, changed and removed by nobody else, an administrator neither', async () => {
  const { statusCode, data } = await save(shop.worker, {
    name: 'Mine alone',
    kind: 'board',
    filter: { status: 'draft' },
    sort: ['name', 'DESC'],
    columns: ['name', 'price'],
  })
  expect(statusCode).toBe(201)
  expect(data).toMatchObject({ shared: false, mine: true, changeable: true, kind: 'board', version: 1 })
  expect(await names(shop.worker)).toContain('Mine alone')
  for (const caller of [shop.admin, shop.manager, neighbour]) {
    expect(await names(caller)).not.toContain('Mine alone')
    expect((await caller('PATCH', `${url}/${data.id}`, { name: 'Taken' })).statusCode).toBe(404)
    expect((await caller('DELETE', `${url}/${data.id}`)).statusCode).toBe(404)
  }
  expect(await names(shop.worker)).toContain('Mine alone')
})

test('a shared view is everybody’s who may read the list, and changed by its owner and administrators only', async () => {
  const { data } = await save(shop.worker, { name: 'For all', shared: true })
  expect(await names(shop.manager)).toContain('For all')
  expect(await names(shop.manager, '')).toContain('For all')
  expect((await shop.manager('GET', url)).data).toContainEqual(
    expect.objectContaining({ id: data.id, mine: false, changeable: false }),
  )
  expect(data.ownerId).toBeUndefined()
  const denied = await shop.manager('PATCH', `${url}/${data.id}`, { name: 'Better' })
  expect([denied.statusCode, denied.data.code]).toEqual([403, 'views.of_others'])
  expect((await shop.manager('DELETE', `${url}/${data.id}`)).statusCode).toBe(403)
  expect((await shop.admin('PATCH', `${url}/${data.id}`, { name: 'Better' })).data).toMatchObject({
    name: 'Better',
    mine: false,
    changeable: true,
  })
  expect(await names(shop.worker)).toContain('Better')
  expect((await shop.worker('PATCH', `${url}/${data.id}`, { shared: false })).statusCode).toBe(200)
  expect(await names(shop.manager)).not.toContain('Better')
  expect((await shop.admin('DELETE', `${url}/${data.id}`)).statusCode).toBe(404)
})

test('who may not read a list sees no views of it and saves none; who only looks does not share', async () => {
  await save(shop.admin, { name: 'Not for observers', shared: true })
  expect(await names(shop.observer, '')).toEqual([])
  expect((await save(shop.observer, {})).statusCode).toBe(403)
  const people = { resource: 'people', name: 'Colleagues' }
  expect((await shop.observer('POST', url, { ...people, shared: true })).data.code).toBe('views.sharing_forbidden')
  const own = await shop.observer('POST', url, people)
  expect(own.statusCode).toBe(201)
  expect((await shop.observer('PATCH', `${url}/${own.data.id}`, { shared: true })).statusCode).toBe(403)
  expect((await save(shop.admin, { resource: 'nothing' })).statusCode).toBe(403)
})

test('nobody of another tenant hears of it, and the database itself keeps them apart', async () => {
  const { data } = await save(shop.admin, { name: 'Ours', shared: true })
  expect(await names(neighbour)).toEqual([])
  expect((await neighbour('DELETE', `${url}/${data.id}`)).statusCode).toBe(404)
  await withClient(shop.platform.urls.appUrl, async (client) => {
    for (const table of ['saved_views', 'preferences'])
      expect((await client.query(`select 1 from guildhall.${table}`)).rowCount).toBe(0)
  })
})

test('what the list would refuse is refused when it is saved, and a name is taken once', async () => {
  const problems = async (values: object) => {
    const { statusCode, data } = await save(shop.admin, { name: 'Wrong', ...values })
    return [statusCode, data.fields?.map(({ path }: { path: string }) => path)]
  }
  expect(await problems({ filter: { nothing: 1 } })).toEqual([422, ['filter.nothing']])
  expect(await problems({ filter: { q: 1 } })).toEqual([422, ['filter.q']])
  expect(await problems({ sort: ['name', 'UP'] })).toEqual([422, ['sort.1']])
  expect((await problems({ sort: ['nothing', 'ASC'] }))[0]).toBe(422)
  expect(await problems({ kind: 'Not a kind' })).toEqual([422, ['kind']])
  expect(await problems({ name: '  ' })).toEqual([422, ['name']])
  expect(await problems({ filter: { name_in: Array.from({ length: 5000 }, (_, at) => `name ${at}`) } })).toEqual([
    422,
    ['filter'],
  ])
  expect((await save(shop.admin, { name: 'Once' })).statusCode).toBe(201)
  const again = await save(shop.admin, { name: ' once ' })
  expect([again.statusCode, again.data.code]).toEqual([409, 'views.name_taken'])
  expect((await save(shop.manager, { name: 'Once' })).statusCode).toBe(201)
  const other = await save(shop.admin, { name: 'Another' })
  expect((await shop.admin('PATCH', `${url}/${other.data.id}`, { name: 'ONCE' })).statusCode).toBe(409)
  expect((await shop.admin('PATCH', `${url}/${other.data.id}`, { name: 'Third', version: 7 })).statusCode).toBe(409)
})

test('a field he may not read neither filters nor sorts somebody’s view', async () => {
  expect((await save(shop.manager, { name: 'Count', filter: { count: 1 } })).statusCode).toBe(422)
  expect((await save(shop.manager, { name: 'Count', sort: ['count', 'ASC'] })).statusCode).toBe(422)
})

test('what somebody set for himself is the same wherever he signs in, and nobody else’s', async () => {
  const set = (caller: Caller, values: object) => caller('PATCH', '/api/preferences', { values })
  expect((await set(shop.worker, { 'theme.mode': 'dark', 'lists.goods': { columns: ['name'] } })).statusCode).toBe(200)
  const elsewhere = await shop.platform.signIn('worker@shop.example')
  expect((await elsewhere('GET', '/api/preferences')).data.values).toEqual({
    'theme.mode': 'dark',
    'lists.goods': { columns: ['name'] },
  })
  for (const caller of [shop.admin, neighbour])
    expect((await caller('GET', '/api/preferences')).data.values).toEqual({})
  expect((await set(elsewhere, { 'theme.mode': null, sidebar: false })).data.values).toEqual({
    'lists.goods': { columns: ['name'] },
    sidebar: false,
  })
})

test('preferences have plain keys and stay small', async () => {
  const set = async (values: object) => (await shop.manager('PATCH', '/api/preferences', { values })).statusCode
  expect(await set({ 'no spaces': 1 })).toBe(422)
  expect(await set({ __proto__x: 1, '-': 1 })).toBe(422)
  expect(await set({ ['k'.repeat(121)]: 1 })).toBe(422)
  expect(await set({ long: 'x'.repeat(17_000) })).toBe(422)
  const many = (part: number) => Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`k${part}.${at}`, at]))
  for (const part of [0, 1, 2, 3, 4]) expect(await set(many(part))).toBe(200)
  expect(await set({ more: 1 })).toBe(409)
  expect((await shop.manager('GET', '/api/preferences')).data.values).not.toHaveProperty('more')
})
