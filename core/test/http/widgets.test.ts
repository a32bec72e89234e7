import { definePlugin, me } from '@guildhall/sdk'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { goods, openShop, type Shop, uri } from './shop.ts'

const figures = definePlugin({
  name: 'figures',
  requires: ['shop'],
  migrations: new URL('./', import.meta.url),
  widgets: [
    { name: 'arrived', count: goods, date: 'arrivedOn', each: 'month' },
    { name: 'pieces', sum: goods, of: 'count' },
    { name: 'value', sum: goods, of: 'price', where: { status: 'draft' } },
    { name: 'cost', sum: goods, of: 'cost' },
    { name: 'checks', trend: goods, date: 'checkedAt', each: 'day', periods: 3 },
    { name: 'arrivals', trend: goods, date: 'arrivedOn', each: 'week', periods: 2, of: 'count' },
    { name: 'byColour', chart: goods, by: 'colour', as: 'pie' },
    { name: 'byShelf', chart: goods, by: 'shelf', limit: 1 },
    { name: 'byCost', chart: goods, by: 'status', of: 'cost' },
    { name: 'mine', chart: goods, by: 'status', where: { keeper: me } },
    { name: 'newest', list: goods, fields: ['cost', 'status'], sort: ['name', 'ASC'] },
    { name: 'dearest', list: goods, sort: ['cost', 'DESC'] },
  ],
})

let shop: Shop
const answer = async (who: 'admin' | 'manager' | 'worker', name: string) =>
  (await shop[who]('GET', `/api/widgets/figures/${name}`)).data
const amount = (amount: number, currency = 'EUR') => ({ amount, currency })

beforeAll(async () => {
  shop = await openShop([figures], { zone: 'Europe/Bucharest' })
  // Tuesday, 10 March 2026; the tenant's days begin in Bucharest.
  const { admin, people } = shop
  const shelf = async (name: string) => (await admin('POST', '/api/shelves', { name })).data.id
  const [top, bottom] = [await shelf('Top'), await shelf('Bottom')]
  const make = async (values: object) => {
    const made = await admin('POST', '/api/goods', values)
    expect(made.statusCode, made.body).toBe(201)
  }
  await make({
    name: 'A',
    price: amount(1000),
    cost: amount(700),
    count: 3,
    arrivedOn: '2026-03-02',
    colour: 'red',
    shelf: top,
  })
  await make({
    name: 'B',
    price: amount(250),
    count: 4,
    arrivedOn: '2026-03-09',
    colour: 'red',
    shelf: top,
    keeper: people.worker,
  })
  await make({
    name: 'C',
    price: amount(99, 'USD'),
    count: 5,
    arrivedOn: '2026-02-10',
    shelf: bottom,
    checkedAt: '2026-03-08T21:59:00.000Z',
  })
  await make({ name: 'D', count: 6, arrivedOn: '2026-02-11', checkedAt: '2026-03-08T22:00:00.000Z' })
  await make({ name: 'E', price: amount(5), arrivedOn: '2026-03-03' })
  const [gone] = (await admin('GET', '/api/goods?filter={"name":"E"}')).data
  expect((await admin('POST', `/api/goods/${gone.id}/archive`)).statusCode).toBe(200)
})
afterAll(() => shop?.platform.close())

describe('a figure', () => {
  test('of a period stands beside the same days of the one before, and says where its records are listed', async () => {
    const { count, previous, where, period } = await answer('admin', 'arrived')
    expect({ count, previous, period }).toEqual({
      count: 2,
      previous: 1,
      period: { from: '2026-03-01', to: '2026-04-01' },
    })
    const listed = await shop.admin('GET', `/api/goods?filter=${uri(where)}`)
    expect(listed.data.map(({ name }: { name: string }) => name)).toEqual(['A', 'B'])
  })

  test('adds up what a field says, money of each currency apart', async () => {
    expect(await answer('admin', 'pieces')).toMatchObject({
      unit: 'integer',
      series: [{ currency: null, values: [18] }],
    })
    expect(await answer('admin', 'value')).toMatchObject({
      unit: 'money',
      series: [
        { currency: 'EUR', values: [1250] },
        { currency: 'USD', values: [99] },
      ],
    })
  })

  test('counts for a reader what he may read, and is not there where he may not read the field', async () => {
    expect(await answer('worker', 'pieces')).toMatchObject({ series: [{ values: [4] }] })
    expect(await answer('admin', 'cost')).toMatchObject({ series: [{ currency: 'EUR', values: [700] }] })
    for (const name of ['cost', 'byCost', 'dearest']) {
      expect((await shop.worker('GET', `/api/widgets/figures/${name}`)).statusCode).toBe(404)
      const { widgets } = (await shop.worker('GET', '/api/manifest')).data
      expect(widgets.map((widget: { name: string }) => widget.name)).not.toContain(name)
    }
    expect((await shop.manager('GET', '/api/widgets/figures/arrived')).statusCode).toBe(404)
  })
})

describe('a trend', () => {
  test('has each of its days, those without anything too, as the tenant’s clock divides them', async () => {
    const { points, series } = await answer('admin', 'checks')
    expect(points.map(({ from }: { from: string }) => from)).toEqual(['2026-03-08', '2026-03-09', '2026-03-10'])
    expect(series).toEqual([{ currency: null, values: [1, 1, 0] }])
    const listed = await shop.admin('GET', `/api/goods?filter=${uri(points[1].where)}`)
    expect(listed.data.map(({ name }: { name: string }) => name)).toEqual(['D'])
  })

  test('adds up a field by week', async () => {
    expect(await answer('admin', 'arrivals')).toMatchObject({
      each: 'week',
      unit: 'integer',
      series: [{ values: [3, 4] }],
    })
  })
})

describe('a chart', () => {
  test('has a part for each value, in their order, and one for what has none', async () => {
    const { parts, series, as } = await answer('admin', 'byColour')
    expect(as).toBe('pie')
    expect(parts.map(({ value }: { value: string }) => value)).toEqual(['red', 'blue', null])
    expect(series).toEqual([{ currency: null, values: [2, 0, 2] }])
    const empty = await shop.admin('GET', `/api/goods?filter=${uri(parts[2].where)}`)
    expect(empty.data.map(({ name }: { name: string }) => name)).toEqual(['C', 'D'])
  })

  test('names the greatest of what is pointed to, and puts the rest together', async () => {
    const { parts, series } = await answer('admin', 'byShelf')
    expect(parts).toMatchObject([{ label: 'Top' }, { isRest: true }])
    expect(series).toEqual([{ currency: null, values: [2, 2] }])
  })

  test('is of the reader’s own where it asks for him', async () => {
    expect(await answer('worker', 'mine')).toMatchObject({ series: [{ values: [1, 0, 0] }] })
    expect(await answer('admin', 'mine')).toMatchObject({ series: [{ values: [0, 0, 0] }] })
  })
})

test('a list names the fields of its lines that the reader may read', async () => {
  expect(await answer('admin', 'newest')).toMatchObject({ fields: ['cost', 'status'] })
  expect(await answer('worker', 'newest')).toMatchObject({ fields: ['status'], count: 1 })
  expect((await answer('worker', 'newest')).records[0]).not.toHaveProperty('cost')
})
