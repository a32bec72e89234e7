import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Caller } from '../../testing/index.ts'
import { openShop, type Shop, uri } from './shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop?.platform.close())

const make = async (name: string, more: object = {}, by: Caller = shop.admin): Promise<{ id: string }> =>
  (await by('POST', '/api/goods', { name, ...more })).data
const counts = async (ids: readonly string[]) => {
  const { data } = await shop.admin('GET', `/api/goods?filter=${uri({ id: ids })}&sort=["name","ASC"]`)
  return data.map(({ count }: { count: number }) => count)
}

test('many records are changed together, and come back in the order asked for', async () => {
  const made = [await make('A'), await make('B'), await make('C')]
  const ids = made.map(({ id }) => id).reverse()
  const answer = await shop.admin('PATCH', '/api/goods', { ids, changes: { count: 7 } })
  expect(answer.statusCode, answer.body).toBe(200)
  expect(answer.data.map(({ id, count, version }: Record<string, unknown>) => [id, count, version])).toEqual(
    ids.map((id) => [id, 7, 2]),
  )
  const byFilter = await shop.admin('PATCH', `/api/goods?filter=${uri({ id: ids.slice(0, 2) })}`, {
    changes: { count: 8 },
  })
  expect(byFilter.data).toHaveLength(2)
  expect(await counts(ids)).toEqual([7, 8, 8])
})

test('one refusal undoes all, and each is told by its place', async () => {
  const [mine, free] = [await make('M', { keeper: shop.people.worker }), await make('F')]
  const unknown = '0198c0de-0000-7000-8000-000000000000'
  const answer = await shop.worker('PATCH', '/api/goods', { ids: [mine.id, free.id, unknown], changes: { count: 9 } })
  expect(answer.statusCode).toBe(404)
  expect(answer.data).toMatchObject({ code: 'records.bulk_refused', params: { count: 2 } })
  expect(answer.data.fields.map(({ path, code }: Record<string, string>) => [path, code])).toEqual([
    ['1', 'records.not_found'],
    ['2', 'records.not_found'],
  ])
  expect(await counts([mine.id])).toEqual([0])
  const bad = await shop.admin('PATCH', '/api/goods', { ids: [mine.id, free.id], changes: { count: -1 } })
  expect([bad.statusCode, bad.data.fields.map(({ path }: { path: string }) => path)]).toEqual([
    422,
    ['0.count', '1.count'],
  ])
})

test('what the database refuses is told by its place too', async () => {
  const shelves = await Promise.all(
    ['One', 'Two'].map(async (name) => (await shop.admin('POST', '/api/shelves', { name })).data.id),
  )
  const answer = await shop.admin('PATCH', '/api/shelves', { ids: shelves, changes: { name: 'Same' } })
  expect([answer.statusCode, answer.data.code]).toEqual([409, 'records.bulk_refused'])
  expect(answer.data.fields).toMatchObject([{ code: 'records.duplicate' }])
  const { data } = await shop.admin('GET', '/api/shelves?sort=["name","ASC"]')
  expect(data.map(({ name }: { name: string }) => name)).toEqual(['One', 'Two'])
})

test('many are deleted together; one that is still used keeps all', async () => {
  const [used, unused] = await Promise.all(
    ['Used', 'Unused'].map(async (name) => (await shop.admin('POST', '/api/shelves', { name })).data.id),
  )
  await make('On it', { shelf: used })
  const refused = await shop.admin('DELETE', `/api/shelves?filter=${uri({ id: [used, unused] })}`)
  expect(refused.statusCode, refused.body).toBe(409)
  expect(refused.data.fields).toMatchObject([
    { path: '0', code: 'records.in_use', params: { dependants: [{ resource: 'goods', plugin: 'shop', count: 1 }] } },
  ])
  expect((await shop.admin('GET', `/api/shelves/${unused}`)).statusCode).toBe(200)
  const gone = await shop.admin('DELETE', `/api/shelves?filter=${uri({ id: [unused] })}`)
  expect(gone.data).toMatchObject([{ id: unused }])
  expect((await shop.admin('GET', `/api/shelves/${unused}`)).statusCode).toBe(404)
})

test('nothing is deleted by a condition, without ids, or beyond a thousand', async () => {
  for (const filter of [{}, { name: 'A' }, { id: [], name: 'A' }, { id: ['x'], q: 'a' }])
    expect((await shop.admin('DELETE', `/api/goods?filter=${uri(filter)}`)).statusCode).toBe(422)
  expect((await shop.admin('DELETE', '/api/goods')).statusCode).toBe(422)
  const many = Array.from({ length: 1001 }, (_, index) => `0198c0de-0000-7000-8000-${String(index).padStart(12, '0')}`)
  expect((await shop.admin('PATCH', '/api/goods', { ids: many, changes: { count: 1 } })).data.fields).toMatchObject([
    { path: 'ids', code: 'validation.max_items' },
  ])
  expect((await shop.observer('PATCH', '/api/goods', { ids: [many[0]], changes: { count: 1 } })).statusCode).toBe(404)
})
