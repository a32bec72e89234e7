import { ApiError, createClient } from '@guildhall/sdk/client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testPassword } from '../../testing/index.ts'
import { goods, openShop, type Shop } from './shop.ts'

let shop: Shop
let address: string
beforeAll(async () => {
  shop = await openShop()
  address = await shop.platform.app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(() => shop?.platform.close())

describe('the client', () => {
  test('signs in, writes, reads, acts and goes through all pages', async () => {
    const client = createClient({ url: address, tenant: 'shop' })
    await client.signIn({ email: 'admin@shop.example', password: testPassword })
    const records = client.records(goods)
    const made = await records.create({ name: 'Vase', price: { amount: 100, currency: 'EUR' } })
    expect(made).toMatchObject({ name: 'Vase', status: 'draft', version: 1 })
    expect(await records.update(made.id, { count: 3 }, { version: 1 })).toMatchObject({ count: 3, version: 2 })
    expect(await records.act(made.id, 'offer', { reason: 'spring' })).toMatchObject({ status: 'offered' })
    for (let index = 0; index < 7; index++) await records.create({ name: `G ${index}` })
    const names: string[] = []
    for await (const { name } of records.each({ where: { name_like: 'G' }, sort: ['name', 'ASC'], limit: 3 }))
      names.push(name)
    expect(names).toEqual(['G 0', 'G 1', 'G 2', 'G 3', 'G 4', 'G 5', 'G 6'])
    expect(await records.remove(made.id)).toMatchObject({ id: made.id })
  })

  test('does a creation once for one key, however often it is sent', async () => {
    const client = createClient({ url: address, headers: { cookie: shop.admin.cookie } })
    const [one, two] = await Promise.all(
      [1, 2].map(() => client.records(goods).create({ name: 'Once' }, { key: 'k-1' })),
    )
    expect(one?.id).toBe(two?.id)
  })

  test('throws what the server refuses, with its code, message and fields', async () => {
    const client = createClient({ url: address, headers: { cookie: shop.admin.cookie, 'accept-language': 'en' } })
    const refusal = await client
      .records(goods)
      .create({ name: 'x', count: -1 })
      .catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(ApiError)
    expect(refusal).toMatchObject({
      status: 422,
      code: 'records.invalid',
      fields: [{ path: 'count', code: 'validation.minimum' }],
    })
    const stranger = createClient({ url: address })
    await expect(stranger.records(goods).list()).rejects.toMatchObject({ status: 401, code: 'auth.required' })
  })
})
