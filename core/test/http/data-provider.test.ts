import { fetchUtils } from 'ra-core'
import simpleRestProvider from 'ra-data-simple-rest'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openShop, type Shop } from './shop.ts'

/** The backoffice's own data provider, as it comes from npm, with nothing but a cookie. */
let shop: Shop
let provider: ReturnType<typeof simpleRestProvider>
beforeAll(async () => {
  shop = await openShop()
  const address = await shop.platform.app.listen({ port: 0, host: '127.0.0.1' })
  const withCookie = (url: string, options: fetchUtils.Options = {}) =>
    fetchUtils.fetchJson(url, {
      ...options,
      headers: new Headers({ ...Object.fromEntries(new Headers(options.headers ?? {})), cookie: shop.admin.cookie }),
    })
  provider = simpleRestProvider(`${address}/api`, withCookie)
})
afterAll(() => shop?.platform.close())

const page = (number: number, perPage: number) => ({ page: number, perPage })
const byName = { field: 'name', order: 'ASC' } as const
const list = (filter: object, more: object = {}) =>
  provider.getList('goods', { pagination: page(1, 10), sort: byName, filter, ...more })

describe('ra-data-simple-rest, unchanged,', () => {
  test('creates, reads, lists, pages, filters and sorts', async () => {
    const created = await Promise.all(
      ['C', 'A', 'B'].map((name) =>
        provider.create('goods', { data: { name, price: { amount: 100, currency: 'EUR' } } }),
      ),
    )
    expect(created[0]?.data).toMatchObject({ name: 'C', version: 1 })
    const one = await provider.getOne('goods', { id: created[0]?.data.id })
    expect(one.data.name).toBe('C')
    const first = await provider.getList('goods', { pagination: page(1, 2), sort: byName, filter: {} })
    expect([first.total, first.data.map(({ name }) => name)]).toEqual([3, ['A', 'B']])
    const second = await provider.getList('goods', { pagination: page(2, 2), sort: byName, filter: {} })
    expect(second.data.map(({ name }) => name)).toEqual(['C'])
    expect((await list({ name: 'B' })).total).toBe(1)
    expect((await list({ q: 'a' })).total).toBe(1)
    const none = await list({ name: 'nothing' })
    expect([none.total, none.data]).toEqual([0, []])
  })

  test('gets many by id, beyond a first page of them', async () => {
    const made = await Promise.all(
      Array.from({ length: 40 }, (_, index) => provider.create('shelves', { data: { name: `Shelf ${index}` } })),
    )
    const ids = made.map(({ data }) => data.id)
    const many = await provider.getMany('shelves', { ids })
    expect(new Set(many.data.map(({ id }) => id))).toEqual(new Set(ids))
    expect((await provider.getMany('shelves', { ids: [] })).data).toEqual([])
  })

  test('gets by id also what is archived, which a list leaves out', async () => {
    const { data: good } = await provider.create('goods', { data: { name: 'Put away' } })
    await shop.admin('POST', `/api/goods/${good.id}/archive`)
    expect((await provider.getMany('goods', { ids: [good.id] })).data.map(({ name }) => name)).toEqual(['Put away'])
    expect((await list({ name: 'Put away' })).total).toBe(0)
    expect((await list({ id: [good.id], archived: false })).total).toBe(0)
  })

  test('gets what points to a record, and takes references along', async () => {
    const { data: shelf } = await provider.create('shelves', { data: { name: 'Window' } })
    const { data: good } = await provider.create('goods', { data: { name: 'On it', shelf: shelf.id } })
    const pointing = await provider.getManyReference('goods', {
      target: 'shelf',
      id: shelf.id,
      pagination: page(1, 5),
      sort: byName,
      filter: {},
    })
    expect([pointing.total, pointing.data.map(({ id }) => id)]).toEqual([1, [good.id]])
    const embedded = await provider.getOne('goods', { id: good.id, meta: { embed: ['shelf'] } })
    expect(embedded.data._embed).toMatchObject({ shelf: { name: 'Window' } })
    expect((await list({ name: 'On it' }, { meta: { embed: ['shelf'] } })).data[0]._embed.shelf.name).toBe('Window')
  })

  test('sends the whole record back and changes only what differs', async () => {
    const { data: made } = await provider.create('goods', { data: { name: 'Before' } })
    const { data: read } = await provider.getOne('goods', { id: made.id })
    const saved = await provider.update('goods', { id: made.id, data: { ...read, name: 'After' }, previousData: read })
    expect(saved.data).toMatchObject({ name: 'After', version: 2, status: 'draft' })
    await expect(
      provider.update('goods', { id: made.id, data: { ...read, name: 'Late' }, previousData: read }),
    ).rejects.toMatchObject({
      status: 409,
      body: { code: 'records.stale' },
    })
  })

  test('changes and deletes many, and deletes one', async () => {
    const made = await Promise.all(
      ['X', 'Y', 'Z'].map((name) => provider.create('goods', { data: { name: `Many ${name}` } })),
    )
    const ids = made.map(({ data }) => data.id)
    expect((await provider.updateMany('goods', { ids, data: { count: 5 } })).data).toEqual(ids)
    expect((await provider.getMany('goods', { ids })).data.map(({ count }) => count)).toEqual([5, 5, 5])
    const [first = '', ...rest] = ids
    const read = made[0]?.data
    expect((await provider.delete('goods', { id: first, previousData: read })).data.id).toBe(first)
    expect((await provider.deleteMany('goods', { ids: rest })).data).toEqual(rest)
    await expect(provider.getOne('goods', { id: first })).rejects.toMatchObject({ status: 404 })
  })

  test('shows what was wrong at its field, in a message', async () => {
    await expect(provider.create('goods', { data: { name: '', count: -1 } })).rejects.toMatchObject({
      status: 422,
      message: 'Some of the values cannot be accepted.',
      body: { code: 'records.invalid', errors: { count: expect.stringContaining('smallest') } },
    })
  })
})
