import { afterAll, beforeAll, expect, test } from 'vitest'
import { addMember, type Caller } from '../../testing/index.ts'
import { openShop, type Shop, uri } from './shop.ts'

let shop: Shop
let neighbour: Caller
beforeAll(async () => {
  shop = await openShop()
  const { id } = await shop.platform.tenancy.tenants.create({ slug: 'next', name: 'Next', plugins: ['shop'] })
  await addMember(shop.platform, id, { email: 'next@shop.example', name: 'Next', archetype: 'admin' })
  neighbour = await shop.platform.signIn('next@shop.example')
})
afterAll(() => shop?.platform.close())

const add = async (key: string, given: object, resource = 'goods') => {
  const answer = await shop.admin('POST', '/api/fields', {
    resource,
    key,
    labels: { en: key, ro: `${key} ro` },
    ...given,
  })
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.data as { id: string; version: number }
}
const make = async (custom: object, more: object = {}) => {
  const answer = await shop.admin('POST', '/api/goods', { name: 'thing', ...more, custom })
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.data
}
/** Filters by a field begin once older records were gone through. */
async function ready(key: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const { data } = await shop.admin('GET', '/api/fields?resource=goods')
    if (data.find((field: { key: string }) => field.key === key).ready) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`${key} was never ready`)
}
const list = async (filter: object, sort = '["createdAt","ASC"]') =>
  (await shop.admin('GET', `/api/goods?filter=${uri(filter)}&sort=${encodeURIComponent(sort)}`)).data.map(
    ({ name }: { name: string }) => name,
  )

test('an administrator adds a field, and records have it at the very next request', async () => {
  const before = await shop.admin('POST', '/api/goods', { name: 'older' })
  expect(before.data.custom).toBeUndefined()
  await add('colourCode', { kind: 'text', filterable: true, maxLength: 5 })
  expect((await shop.admin('GET', `/api/goods/${before.data.id}`)).data.custom).toEqual({ colourCode: null })
  const made = await make({ colourCode: ' R1 ' })
  expect(made.custom).toEqual({ colourCode: 'R1' })
  const changed = await shop.admin('PATCH', `/api/goods/${made.id}`, { custom: { colourCode: 'R2' } })
  expect(changed.data).toMatchObject({ version: 2, custom: { colourCode: 'R2' } })
  const history = await shop.admin('GET', `/api/goods/${made.id}/history`)
  expect(history.data[0]).toMatchObject({ before: { 'custom.colourCode': 'R1' }, after: { 'custom.colourCode': 'R2' } })
})

test('what does not fit is refused at the field, in the reader’s language, and nothing is written', async () => {
  const long = await shop.admin('POST', '/api/goods', { name: 'x', custom: { colourCode: 'far too long' } }, { 'accept-language': 'ro' })
  expect(long.statusCode).toBe(422)
  expect(long.data.fields[0]).toMatchObject({ path: 'custom.colourCode', code: 'validation.max_length' })
  const unknown = await shop.admin('POST', '/api/goods', { name: 'x', custom: { colour: 'R' } })
  expect([unknown.statusCode, unknown.data.fields[0].path, unknown.data.fields[0].code]).toEqual([422, 'custom.colour', 'validation.unknown_property'])
  const odd = await shop.admin('POST', '/api/goods', { name: 'x', custom: 'R' })
  expect(odd.statusCode).toBe(422)
})

test('fields of another tenant are unknown here', async () => {
  const answer = await neighbour('POST', '/api/goods', { name: 'x', custom: { colourCode: 'R' } })
  expect([answer.statusCode, answer.data.fields[0].code]).toEqual([422, 'validation.unknown_property'])
  expect((await neighbour('GET', '/api/fields')).data).toEqual([])
  const [{ id }] = (await shop.admin('GET', '/api/fields')).data
  expect((await neighbour('PATCH', `/api/fields/${id}`, { labels: { en: 'x' } })).statusCode).toBe(404)
  expect((await neighbour('GET', `/api/goods?filter=${uri({ 'custom.colourCode': 'R' })}`)).statusCode).toBe(422)
})

test('each kind takes what it is and refuses the rest', async () => {
  const kinds: [string, object, unknown, unknown][] = [
    ['amount', { kind: 'integer', minimum: 1 }, 3, 0],
    ['ratio', { kind: 'decimal', scale: 3 }, 1.125, 'x'],
    ['worth', { kind: 'money' }, { amount: 1250, currency: 'EUR' }, { amount: 1.5, currency: 'EUR' }],
    ['packed', { kind: 'boolean' }, true, 'yes'],
    ['packedOn', { kind: 'date' }, '2026-03-29', '2026-13-01'],
    ['packedAt', { kind: 'instant' }, '2026-03-29T00:30:00.000Z', 'yesterday'],
    ['mail', { kind: 'email' }, 'a@b.example', 'a'],
    ['phone', { kind: 'phone' }, '+40 21 123 4567', 'none'],
    ['link', { kind: 'url', filterable: false }, 'https://example.org', 'javascript:alert(1)'],
    ['size', { kind: 'enumeration', choices: [{ value: 's', labels: { en: 'Small' } }, { value: 'l', labels: { en: 'Large' } }] }, 's', 'm'],
    ['tags', { kind: 'choices', choices: [{ value: 'a', labels: { en: 'A' } }, { value: 'b', labels: { en: 'B' } }] }, ['b', 'a'], ['c']],
    ['owner', { kind: 'ref', target: 'people' }, shop.people.worker, '00000000-0000-7000-8000-000000000000'],
  ]
  for (const [key, given, good, bad] of kinds) {
    await add(key, { filterable: true, ...given })
    const made = await make({ [key]: good }, { name: `good ${key}` })
    expect(made.custom[key], key).toEqual(good)
    const refused = await shop.admin('POST', '/api/goods', { name: 'bad', custom: { [key]: bad } })
    expect(refused.statusCode, `${key} ${refused.body}`).toBe(422)
    expect(refused.data.fields[0].path, key).toMatch(new RegExp(`^custom\\.${key}`))
    if (key === 'link') continue
    await ready(key)
    const wanted = key === 'worth' ? { 'custom.worth': 1250 } : key === 'tags' ? { 'custom.tags': 'b' } : { [`custom.${key}`]: good }
    expect(await list(wanted), key).toContain(`good ${key}`)
    expect(await list({ $not: wanted }), key).not.toContain(`good ${key}`)
    expect(await list({ [`custom.${key}_null`]: true }), key).not.toContain(`good ${key}`)
    expect(await list({ [`custom.${key}_null`]: false }), key).toEqual([`good ${key}`, ...(key === 'packed' ? [] : [])])
  }
})

test('lists are filtered by ranges and sorted with empties last, page after page', async () => {
  await ready('amount')
  const ids: string[] = []
  for (const amount of [5, 1, 3, null, 2]) ids.push((await make({ amount }, { name: `n${amount}`, count: 77 })).id)
  expect(await list({ count: 77, 'custom.amount_gte': 2, 'custom.amount_lt': 5 }, '["custom.amount","DESC"]')).toEqual(['n3', 'n2'])
  expect(await list({ count: 77 }, '["custom.amount","ASC"]')).toEqual(['n1', 'n2', 'n3', 'n5', 'nnull'])
  expect(await list({ count: 77 }, '["custom.amount","DESC"]')).toEqual(['nnull', 'n5', 'n3', 'n2', 'n1'])
  for (const order of ['ASC', 'DESC']) {
    const seen: string[] = []
    let cursor: string | undefined
    for (let page = 0; page < 6; page++) {
      const answer = await shop.admin('GET', `/api/goods?filter=${uri({ count: 77 })}&sort=${uri(['custom.amount', order])}&range=[0,1]${cursor ? `&cursor=${cursor}` : ''}`)
      seen.push(...answer.data.map(({ name }: { name: string }) => name))
      cursor = answer.headers['x-next-cursor'] as string | undefined
      if (!cursor) break
    }
    expect(seen).toEqual(order === 'ASC' ? ['n1', 'n2', 'n3', 'n5', 'nnull'] : ['nnull', 'n5', 'n3', 'n2', 'n1'])
  }
  expect((await shop.admin('PATCH', `/api/goods/${ids[0]}`, { custom: { amount: 9 } })).statusCode).toBe(200)
  expect(await list({ count: 77, 'custom.amount': 9 })).toEqual(['n5'])
  expect(await list({ count: 77, 'custom.amount': 5 })).toEqual([])
  expect(await list({ count: 77, custom: { amount_in: [1, 9] } })).toEqual(['n5', 'n1'])
})

test('a value that is unique goes to one of fifty who want it at once', async () => {
  await add('serial', { kind: 'text', unique: true })
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      shop.admin('POST', '/api/goods', { name: `s${index}`, custom: { serial: index % 2 ? 'ABC' : 'abc' } }),
    ),
  )
  expect(answers.filter(({ statusCode }) => statusCode === 201)).toHaveLength(1)
  const refused = answers.filter(({ statusCode }) => statusCode === 409)
  expect(refused).toHaveLength(49)
  expect(refused[0]?.data.fields[0]).toMatchObject({ path: 'custom.serial', code: 'records.duplicate' })
  const winner = answers.find(({ statusCode }) => statusCode === 201)?.data
  await shop.admin('PATCH', `/api/goods/${winner.id}`, { custom: { serial: null } })
  await make({ serial: 'ABC' })
})
