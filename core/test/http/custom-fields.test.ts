import { afterAll, beforeAll, expect, test } from 'vitest'
import { withClient } from '../../src/database/provision.ts'
import { loadPreset } from '../../src/first-start/load-preset.ts'
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
  const long = await shop.admin(
    'POST',
    '/api/goods',
    { name: 'x', custom: { colourCode: 'far too long' } },
    { 'accept-language': 'ro' },
  )
  expect(long.statusCode).toBe(422)
  expect(long.data.fields[0]).toMatchObject({ path: 'custom.colourCode', code: 'validation.max_length' })
  const unknown = await shop.admin('POST', '/api/goods', { name: 'x', custom: { colour: 'R' } })
  expect([unknown.statusCode, unknown.data.fields[0].path, unknown.data.fields[0].code]).toEqual([
    422,
    'custom.colour',
    'validation.unknown_property',
  ])
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
    [
      'size',
      {
        kind: 'enumeration',
        choices: [
          { value: 's', labels: { en: 'Small' } },
          { value: 'l', labels: { en: 'Large' } },
        ],
      },
      's',
      'm',
    ],
    [
      'tags',
      {
        kind: 'choices',
        choices: [
          { value: 'a', labels: { en: 'A' } },
          { value: 'b', labels: { en: 'B' } },
        ],
      },
      ['b', 'a'],
      ['c'],
    ],
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
    const wanted =
      key === 'worth' ? { 'custom.worth': 1250 } : key === 'tags' ? { 'custom.tags': 'b' } : { [`custom.${key}`]: good }
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
  expect(await list({ count: 77, 'custom.amount_gte': 2, 'custom.amount_lt': 5 }, '["custom.amount","DESC"]')).toEqual([
    'n3',
    'n2',
  ])
  expect(await list({ count: 77 }, '["custom.amount","ASC"]')).toEqual(['n1', 'n2', 'n3', 'n5', 'nnull'])
  expect(await list({ count: 77 }, '["custom.amount","DESC"]')).toEqual(['nnull', 'n5', 'n3', 'n2', 'n1'])
  for (const order of ['ASC', 'DESC']) {
    const seen: string[] = []
    let cursor: string | undefined
    for (let page = 0; page < 6; page++) {
      const answer = await shop.admin(
        'GET',
        `/api/goods?filter=${uri({ count: 77 })}&sort=${uri(['custom.amount', order])}&range=[0,1]${cursor ? `&cursor=${cursor}` : ''}`,
      )
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

test('who may not read a field never sees it: not in records, filters, sorts, the search, the file, the history, or a refusal', async () => {
  await add('secret', { kind: 'text', filterable: true, searchable: true, maxLength: 10 })
  await ready('secret')
  const { id } = await make({ secret: 'zebra' }, { name: 'guarded', keeper: shop.people.worker })
  // The manager reads a few fields by name, and no tenant's field is among them.
  expect((await shop.manager('GET', `/api/goods/${id}`)).data.custom).toBeUndefined()
  expect((await shop.manager('GET', `/api/goods?filter=${uri({ 'custom.secret': 'zebra' })}`)).statusCode).toBe(422)
  expect((await shop.manager('GET', `/api/goods?sort=${uri(['custom.secret', 'ASC'])}`)).statusCode).toBe(422)
  expect((await shop.manager('GET', `/api/goods?filter=${uri({ q: 'zebra' })}`)).data).toEqual([])
  expect((await shop.manager('GET', '/api/goods/export')).body).not.toMatch(/zebra|secret/)
  expect((await shop.manager('GET', `/api/goods/export?fields=${uri(['custom.secret'])}`)).statusCode).toBe(422)
  expect((await shop.manager('GET', `/api/goods/${id}/history`)).body).not.toMatch(/zebra|custom/)
  expect(JSON.stringify((await shop.manager('GET', '/api/manifest')).data.resources)).not.toContain('custom.secret')
  const refused = await shop.manager('PATCH', `/api/goods/${id}`, { custom: { secret: 'x' } })
  expect([refused.statusCode, refused.data.code]).toEqual([403, 'records.forbidden_fields'])
  // The worker reads all but the cost, and changes the count alone.
  expect((await shop.worker('GET', `/api/goods/${id}`)).data.custom.secret).toBe('zebra')
  expect((await shop.worker('GET', `/api/goods?filter=${uri({ q: 'ZEBRA' })}`)).data).toHaveLength(1)
  expect((await shop.worker('PATCH', `/api/goods/${id}`, { custom: { secret: 'x' } })).statusCode).toBe(403)
  expect((await shop.admin('GET', `/api/goods?filter=${uri({ q: 'guarded zeb' })}`)).data).toEqual([])
  expect((await shop.admin('GET', `/api/goods?filter=${uri({ q: 'zeb' })}`)).data).toHaveLength(1)
})

test('a role gives and takes single fields by their names', async () => {
  const [role] = (await shop.admin('GET', `/api/roles?filter=${uri({ archetype: 'manager' })}`)).data
  const rule = (name: string) => ({
    differences: { add: [{ resource: 'goods', rule: { action: 'read', fields: [name] } }], remove: [] },
  })
  const unknown = await shop.admin('PATCH', `/api/roles/${role.id}`, rule('custom.nothing'))
  expect([unknown.statusCode, unknown.data.fields[0].code]).toEqual([422, 'access.field_unknown'])
  expect((await shop.admin('PATCH', `/api/roles/${role.id}`, rule('custom.secret'))).statusCode).toBe(200)
  const [found] = (await shop.manager('GET', `/api/goods?filter=${uri({ 'custom.secret': 'zebra' })}`)).data
  expect(found.custom).toEqual({ secret: 'zebra' })
  const conditional = {
    ...rule('name').differences,
    add: [{ resource: 'goods', rule: { action: 'read', where: { 'custom.secret': 'zebra' } } }],
  }
  const refused = await shop.admin('PATCH', `/api/roles/${role.id}`, { differences: conditional })
  expect([refused.statusCode, refused.data.fields[0].code]).toEqual([422, 'access.field_unknown'])
  await shop.admin('PATCH', `/api/roles/${role.id}`, { differences: { add: [], remove: [] } })
  expect((await shop.manager('GET', `/api/goods/${found.id}`)).data.custom).toBeUndefined()
})

test('only administrators see what fields are, and decide it', async () => {
  for (const caller of [shop.manager, shop.worker]) {
    expect((await caller('GET', '/api/fields')).statusCode).toBe(403)
    const answer = await caller('POST', '/api/fields', {
      resource: 'goods',
      key: 'mine',
      kind: 'text',
      labels: { en: 'x' },
    })
    expect(answer.statusCode).toBe(403)
  }
})

test('what is no sound field is refused where it is wrong', async () => {
  const refusals = async (given: object) =>
    (
      await shop.admin('POST', '/api/fields', {
        resource: 'goods',
        key: 'sound',
        kind: 'text',
        labels: { en: 'Sound' },
        ...given,
      })
    ).data.fields?.map(({ path, code }: { path: string; code: string }) => `${path} ${code}`)
  expect(await refusals({ key: 'Not a name' })).toEqual(['key validation.pattern'])
  expect(await refusals({ key: 'constructor' })).toEqual(['key fields.key_reserved'])
  expect(await refusals({ key: 'secret' })).toEqual(['key fields.key_taken'])
  expect(await refusals({ labels: { ro: 'Sunet' } })).toEqual(['labels.en validation.required'])
  expect(await refusals({ labels: { en: '{{name}}' } })).toEqual(['labels.en validation.pattern'])
  expect(await refusals({ kind: 'enumeration' })).toEqual(['choices validation.required'])
  expect(await refusals({ kind: 'ref', target: 'nowhere' })).toEqual(['target fields.target_unknown'])
  expect(await refusals({ kind: 'integer', minimum: 3, maximum: 1 })).toEqual(['maximum fields.range_empty'])
  expect(await refusals({ kind: 'integer', multiline: true })).toEqual(['multiline fields.not_for_kind'])
  expect(await refusals({ maxLength: 600, filterable: true })).toEqual(['filterable fields.not_filterable'])
  expect(await refusals({ kind: 'integer', default: 'x' })).toEqual(['default validation.wrong_type'])
  const closed = await shop.admin('POST', '/api/fields', {
    resource: 'roles',
    key: 'sound',
    kind: 'text',
    labels: { en: 'x' },
  })
  expect([closed.statusCode, closed.data.code]).toEqual([422, 'fields.resource_closed'])
})

test('a required field is asked for when a record is made; older records can be changed elsewhere, and code need not know it', async () => {
  const { data: older } = await shop.admin('POST', '/api/shelves', { name: 'older' })
  await add('place', { kind: 'text', required: true }, 'shelves')
  const refused = await shop.admin('POST', '/api/shelves', { name: 'without' })
  expect(refused.data.fields).toMatchObject([{ path: 'custom.place', code: 'validation.required' }])
  expect((await shop.admin('PATCH', `/api/shelves/${older.id}`, { name: 'older still' })).statusCode).toBe(200)
  const { data: made } = await shop.admin('POST', '/api/shelves', { name: 'with', custom: { place: 'left' } })
  expect((await shop.admin('PATCH', `/api/shelves/${made.id}`, { custom: { place: null } })).statusCode).toBe(422)
  const whole = (await shop.admin('GET', `/api/shelves/${made.id}`)).data
  expect((await shop.admin('PUT', `/api/shelves/${made.id}`, { ...whole, name: 'put' })).data.custom).toEqual({
    place: 'left',
  })
  expect(
    (
      await shop.admin('PATCH', `/api/shelves?filter=${uri({ id: [made.id] })}`, {
        changes: { custom: { place: 'right' } },
      })
    ).data[0].custom,
  ).toEqual({ place: 'right' })
})

test('two fields of one record may be changed by two people at once, and neither is lost', async () => {
  const made = await make({ amount: 1, colourCode: 'A' })
  await Promise.all(
    Array.from({ length: 20 }, (_, nth) =>
      shop.admin('PATCH', `/api/goods/${made.id}`, {
        custom: nth % 2 ? { amount: nth + 100 } : { colourCode: `C${nth}` },
      }),
    ),
  )
  const { data } = await shop.admin('GET', `/api/goods/${made.id}`)
  expect(data.version).toBe(21)
  expect(data.custom).toMatchObject({ amount: expect.any(Number), colourCode: expect.stringMatching(/^C/) })
})

test('an archived choice stays with the records that have it and is chosen no more', async () => {
  const fields = (await shop.admin('GET', '/api/fields?resource=goods')).data
  const size = fields.find(({ key }: { key: string }) => key === 'size')
  const made = await make({ size: 'l' })
  const choices = size.choices.map((one: { value: string }) => ({ ...one, archived: one.value === 'l' }))
  expect((await shop.admin('PATCH', `/api/fields/${size.id}`, { choices, version: size.version })).statusCode).toBe(200)
  expect((await shop.admin('PATCH', `/api/fields/${size.id}`, { choices, version: size.version })).statusCode).toBe(409)
  expect((await shop.admin('PUT', `/api/goods/${made.id}`, { ...made, name: 'kept' })).data.custom.size).toBe('l')
  const refused = await shop.admin('POST', '/api/goods', { name: 'new', custom: { size: 'l' } })
  expect(refused.data.fields[0]).toMatchObject({ path: 'custom.size', code: 'validation.not_allowed' })
})

test('what a field points to is not deleted, and nobody points to what is not there', async () => {
  await add('rack', { kind: 'ref', target: 'shelves' })
  const { data: shelf } = await shop.admin('POST', '/api/shelves', { name: 'pointed', custom: { place: 'x' } })
  const made = await make({ rack: shelf.id })
  const refused = await shop.admin('DELETE', `/api/shelves/${shelf.id}`)
  expect([refused.statusCode, refused.data.code]).toEqual([409, 'records.in_use'])
  await shop.admin('DELETE', `/api/goods/${made.id}`)
  expect((await shop.admin('DELETE', `/api/shelves/${shelf.id}`)).statusCode).toBe(200)
  const missing = await shop.admin('POST', '/api/goods', { name: 'x', custom: { rack: shelf.id } })
  expect(missing.data.fields[0]).toMatchObject({ path: 'custom.rack', code: 'records.reference_missing' })
})

test('the file has the field under its label, in the reader’s language, and choices as people call them', async () => {
  await make({ tags: ['a', 'b'], amount: 4 }, { name: 'filed' })
  const query = `fields=${uri(['name', 'custom.tags', 'custom.amount'])}&filter=${uri({ name: 'filed' })}`
  const { body } = await shop.admin('GET', `/api/goods/export?${query}`)
  expect(body.replace('\uFEFF', '').trim().split('\r\n')).toEqual(['name,tags,amount', 'filed,A; B,4'])
})

test('an archived field is nowhere, keeps what records say, and comes back with it on every node', async () => {
  const field = await add('batch', { kind: 'text', filterable: true, unique: true })
  await ready('batch')
  const made = await make({ batch: 'B-1' })
  const other = await shop.platform.beside()
  const far = await other.signIn('admin@shop.example')
  expect((await far('GET', `/api/goods/${made.id}`)).data.custom.batch).toBe('B-1')
  expect((await shop.admin('POST', `/api/fields/${field.id}/archive`)).statusCode).toBe(200)
  expect((await far('GET', `/api/goods/${made.id}`)).data.custom).not.toHaveProperty('batch')
  expect((await far('POST', '/api/goods', { name: 'x', custom: { batch: 'B-2' } })).statusCode).toBe(422)
  expect((await far('GET', `/api/goods?filter=${uri({ 'custom.batch': 'B-1' })}`)).statusCode).toBe(422)
  expect((await shop.admin('PATCH', `/api/goods/${made.id}`, { name: 'meanwhile' })).statusCode).toBe(200)
  await make({}, { name: 'made meanwhile' })
  expect((await far('POST', `/api/fields/${field.id}/restore`)).statusCode).toBe(200)
  await ready('batch')
  expect((await shop.admin('GET', `/api/goods?filter=${uri({ 'custom.batch': 'B-1' })}`)).data).toHaveLength(1)
  expect(await list({ 'custom.batch_null': true, name: 'made meanwhile' })).toEqual(['made meanwhile'])
  await other.close()
})

test('a field is deleted for good only once it was put away; its name is not given again', async () => {
  const [field] = (await shop.admin('GET', '/api/fields?resource=goods')).data.filter(
    ({ key }: { key: string }) => key === 'batch',
  )
  expect((await shop.admin('DELETE', `/api/fields/${field.id}`)).statusCode).toBe(409)
  await shop.admin('POST', `/api/fields/${field.id}/archive`)
  expect((await shop.admin('GET', `/api/fields/${field.id}/usage`)).data).toEqual({ records: 1 })
  expect((await shop.admin('DELETE', `/api/fields/${field.id}`)).statusCode).toBe(200)
  expect((await shop.admin('GET', `/api/fields/${field.id}/usage`)).statusCode).toBe(404)
  const again = await shop.admin('POST', '/api/fields', {
    resource: 'goods',
    key: 'batch',
    kind: 'text',
    labels: { en: 'x' },
  })
  expect([again.statusCode, again.data.fields[0].code]).toEqual([409, 'fields.key_taken'])
})

test('a field that comes while others write is complete: no record is left out of its lists', async () => {
  let isOver = false
  const writers = Array.from({ length: 4 }, async (_, nth) => {
    for (let each = 0; !isOver; each++) await shop.admin('POST', '/api/goods', { name: `w${nth}-${each}`, count: 4242 })
  })
  await add('late', { kind: 'integer', filterable: true })
  await ready('late')
  isOver = true
  await Promise.all(writers)
  const count = async (filter: object) =>
    Number(
      String((await shop.admin('GET', `/api/goods?range=[0,0]&filter=${uri(filter)}`)).headers['content-range']).split(
        '/',
      )[1],
    )
  const all = await count({ count: 4242 })
  expect(all).toBeGreaterThan(0)
  expect(await count({ count: 4242, 'custom.late_null': true })).toBe(all)
})

test('whoever began before a field was there, and writes only now, is waited for', async () => {
  const { id } = await make({}, { name: 'early', count: 4343 })
  await withClient(shop.platform.urls.appUrl, async (client) => {
    // Of a writer who has read all he needs and not written yet the database has no number.
    await client.query('begin')
    await client.query("select set_config('app.tenant', $1, true)", [shop.tenantId])
    await add('patient', { kind: 'integer', filterable: true })
    await new Promise((resolve) => setTimeout(resolve, 400))
    const { data } = await shop.admin('GET', '/api/fields?resource=goods')
    expect(data.find(({ key }: { key: string }) => key === 'patient').ready).toBe(false)
    const columns = 'tenant_id, version, created_at, updated_at, count, fragile, status'
    await client.query(
      `insert into public.goods (id, name, ${columns}) select gen_random_uuid(), 'late', ${columns} from public.goods where id = $1`,
      [id],
    )
    await client.query('commit')
  })
  await ready('patient')
  expect((await list({ count: 4343, 'custom.patient_null': true })).sort()).toEqual(['early', 'late'])
})

test('words of a field follow the reader, and fall back to the tenant’s', async () => {
  const { data } = await shop.admin('GET', '/api/words/ro')
  expect(data.fields.resources.goods.fields).toMatchObject({ colourCode: 'colourCode ro' })
  const { data: russian } = await shop.admin('GET', '/api/words/ru')
  expect(russian.fields.resources.goods.fields).toMatchObject({ colourCode: 'colourCode' })
  expect((await neighbour('GET', '/api/words/ro')).data.fields).toEqual({})
})

test('a preset brings its fields, and records that fill them', async () => {
  const { id } = await shop.platform.tenancy.tenants.create({ slug: 'kiosk', name: 'Kiosk', plugins: ['shop'] })
  const preset = {
    name: 'kiosk',
    tenant: { slug: 'kiosk', name: 'Kiosk', zone: 'UTC', language: 'en', currency: 'EUR', weekStart: 1 },
    plugins: ['shop'],
    settings: {},
    roles: [],
    people: [],
    fields: [{ resource: 'goods', key: 'origin', kind: 'text', labels: { en: 'Origin' } }],
    records: [{ resource: 'goods', key: 'tea', values: { name: 'Tea', custom: { origin: 'Assam' } } }],
  }
  await loadPreset(shop.platform, id, preset as never)
  await addMember(shop.platform, id, { email: 'kiosk@shop.example', name: 'K', archetype: 'admin' })
  const kiosk = await shop.platform.signIn('kiosk@shop.example')
  expect((await kiosk('GET', '/api/goods')).data).toMatchObject([{ name: 'Tea', custom: { origin: 'Assam' } }])
})
