import { afterAll, beforeAll, expect, test } from 'vitest'
import { withClient } from '../../src/database/provision.ts'
import { openShop, type Shop } from './shop.ts'

let shop: Shop
let id: string
beforeAll(async () => {
  shop = await openShop()
  id = (
    await shop.admin('POST', '/api/goods', {
      name: 'Vase',
      cost: { amount: 5, currency: 'EUR' },
      keeper: shop.people.worker,
    })
  ).data.id
  shop.platform.clock.set('2026-03-10T11:00:00.000Z')
  await shop.admin('PATCH', `/api/goods/${id}`, { cost: { amount: 6, currency: 'EUR' }, count: 2 })
  await shop.admin('POST', `/api/goods/${id}/offer`, { reason: 'spring' })
})
afterAll(() => shop?.platform.close())

interface Entry {
  id: string
  action: string
  version: number
  before?: object
  after?: object
}
const short = ({ action, version }: Entry) => `${version} ${action}`

test('an administrator reads what happened, newest first, by whom and when', async () => {
  const { data } = await shop.admin('GET', `/api/goods/${id}/history`)
  expect(data.map(short)).toEqual(['3 offer', '2 update', '1 create'])
  expect(data[0]).toMatchObject({
    at: '2026-03-10T11:00:00.000Z',
    actor: { id: shop.people.admin, label: 'The admin', kind: 'person' },
    before: { status: 'draft' },
    after: { status: 'offered' },
    input: { reason: 'spring' },
  })
  expect(data[1]).toMatchObject({ before: { cost: { amount: 5 }, count: 0 }, after: { cost: { amount: 6 }, count: 2 } })
})

test('a field one may not read is absent from the past as well', async () => {
  const { data, body } = await shop.worker('GET', `/api/goods/${id}/history`)
  expect(data.map(short)).toEqual(['3 offer', '2 update', '1 create'])
  expect(body).not.toMatch(/cost|spring/)
  expect(data[1]).toMatchObject({ before: { count: 0 }, after: { count: 2 }, actor: { label: 'The admin' } })
  const manager = await shop.manager('GET', `/api/goods/${id}/history`)
  expect(manager.data[1]).toEqual({
    id: manager.data[1].id,
    action: 'update',
    version: 2,
    at: '2026-03-10T11:00:00.000Z',
    before: {},
    after: {},
  })
})

test('who may not see the record does not see its past; others read it when it is gone', async () => {
  const other = (await shop.admin('POST', '/api/goods', { name: 'Not his' })).data.id
  expect((await shop.worker('GET', `/api/goods/${other}/history`)).statusCode).toBe(404)
  expect((await shop.observer('GET', `/api/goods/${id}/history`)).statusCode).toBe(404)
  await shop.admin('DELETE', `/api/goods/${other}`)
  expect((await shop.worker('GET', `/api/goods/${other}/history`)).statusCode).toBe(404)
  expect((await shop.admin('GET', `/api/goods/${other}/history`)).data.map(short)).toEqual(['2 delete', '1 create'])
  expect((await shop.admin('GET', '/api/goods/0198c0de-0000-7000-8000-000000000000/history')).statusCode).toBe(404)
  expect((await shop.admin('GET', '/api/goods/x/history')).statusCode).toBe(404)
})

test('it comes in pages', async () => {
  const first = await shop.admin('GET', `/api/goods/${id}/history?limit=2`)
  expect(first.data.map(short)).toEqual(['3 offer', '2 update'])
  const rest = await shop.admin('GET', `/api/goods/${id}/history?limit=2&cursor=${first.headers['x-next-cursor']}`)
  expect(rest.data.map(short)).toEqual(['1 create'])
  expect(rest.headers['x-next-cursor']).toBeUndefined()
  for (const query of ['limit=0', 'limit=101', 'cursor=1', 'offset=2'])
    expect((await shop.admin('GET', `/api/goods/${id}/history?${query}`)).statusCode).toBe(422)
})

test('what was put away and brought back says since when it was away', async () => {
  const vase = (await shop.admin('POST', '/api/goods', { name: 'Away for an hour' })).data.id
  shop.platform.clock.set('2026-03-10T12:00:00.000Z')
  await shop.admin('POST', `/api/goods/${vase}/archive`)
  shop.platform.clock.set('2026-03-10T13:00:00.000Z')
  await shop.admin('POST', `/api/goods/${vase}/restore`)
  const { data } = await shop.admin('GET', `/api/goods/${vase}/history`)
  expect(data.map(short)).toEqual(['3 restore', '2 archive', '1 create'])
  // The instant is the engine's own column, so the entry is read where it lies.
  const { rows } = await withClient(shop.platform.urls.ownerUrl, (client) =>
    client.query('select before, after from guildhall.history where record_id = $1 and version > 1 order by version', [
      vase,
    ]),
  )
  expect(rows).toEqual([
    { before: { archivedAt: null }, after: { archivedAt: '2026-03-10T12:00:00.000Z' } },
    { before: { archivedAt: '2026-03-10T12:00:00.000Z' }, after: { archivedAt: null } },
  ])
})
