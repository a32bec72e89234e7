import { afterAll, beforeAll, expect, test } from 'vitest'
import { openShop, type Shop, uri } from '../http/shop.ts'
import { importing } from './office.ts'

let shop: Shop
let admin: ReturnType<typeof importing>
beforeAll(async () => {
  shop = await openShop()
  admin = importing(shop, shop.admin)
  await shop.admin('POST', '/api/shelves', { name: 'Left' })
})
afterAll(() => shop?.platform.close())

const found = async (filter: object) => (await shop.admin('GET', `/api/goods?filter=${uri(filter)}&range=[0,999]`)).data
const many = (count: number, prefix: string) =>
  `name,count\n${Array.from({ length: count }, (_, at) => `${prefix} ${at},${at}`).join('\n')}`

test('a file is understood, tried without a trace, written, known the second time, and taken back', async () => {
  const file =
    'External ID;name;price;count;arrivedOn;handling;shelf;colour\nA1;Vase;1.234,50 EUR;3;29.03.2026;1:30;Left;Red\nA2;Bowl;12,00;x;31.02.2026;2;Nowhere;green\n'
  const uploaded = await admin.upload(file)
  expect(uploaded.statusCode, uploaded.body).toBe(201)
  const { id, sheets } = uploaded.data
  expect(sheets[0]).toMatchObject({
    name: 'file',
    rows: 2,
    mapping: { resource: 'goods', match: 'external', mode: 'both', decimal: ',', dates: 'dmy' },
  })
  expect(sheets[0].mapping.columns).toEqual([
    { field: '$external' },
    { field: 'name' },
    { field: 'price' },
    { field: 'count' },
    { field: 'arrivedOn' },
    { field: 'handling' },
    { field: 'shelf', by: 'name' },
    { field: 'colour' },
  ])
  expect((await admin.understand(id)).statusCode).toBe(200)

  const checked = await admin.work(id, 'check')
  expect(checked).toMatchObject({ state: 'checked', counts: { created: 1, refused: 1 }, done: 2, error: null })
  expect(await found({ name: 'Vase' })).toEqual([])
  const complaints = await admin.complaints(id)
  expect(complaints.map(({ row, column, value, code }: Record<string, unknown>) => [row, column, value, code])).toEqual(
    [
      [3, 'count', 'x', 'imports.not_a_number'],
      [3, 'arrivedOn', '31.02.2026', 'imports.not_a_date'],
      [3, 'colour', 'green', 'imports.not_a_choice'],
      [3, 'shelf', 'Nowhere', 'imports.reference_unknown'],
    ],
  )
  const refused = await shop.admin('GET', `/api/imports/${id}/refused`)
  expect(refused.body).toMatch(/^\uFEFFExternal ID,name,.*\r\nA2,Bowl,"12,00",x,31\.02\.2026,2,Nowhere,green,/)

  const whole = await admin.work(id, 'run', { whole: true })
  expect(whole).toMatchObject({ state: 'refused', counts: { refused: 1 } })
  expect(await found({ name: 'Vase' })).toEqual([])

  const run = await admin.work(id, 'run')
  expect(run).toMatchObject({ state: 'done', counts: { created: 1, updated: 0, unchanged: 0, refused: 1 } })
  const [vase] = await found({ name: 'Vase' })
  expect(vase).toMatchObject({
    price: { amount: 123450, currency: 'EUR' },
    count: 3,
    arrivedOn: '2026-03-29',
    handling: 5400,
    colour: 'red',
    status: 'draft',
    version: 1,
  })
  const history = (await shop.admin('GET', `/api/goods/${vase.id}/history`)).data
  expect(history).toMatchObject([{ action: 'create', actor: { label: 'The admin' } }])

  const again = await admin.upload('External ID,name,count\nA1,Vase,3\n')
  await admin.understand(again.data.id)
  expect(await admin.work(again.data.id, 'run')).toMatchObject({ counts: { created: 0, unchanged: 1 } })
  const other = await admin.upload('External ID,name,count\nA1,Vase,8\n')
  await admin.understand(other.data.id)
  expect(await admin.work(other.data.id, 'run')).toMatchObject({ counts: { updated: 1 } })
  expect(await found({ name: 'Vase' })).toMatchObject([{ count: 8, version: 2 }])

  expect((await shop.admin('GET', `/api/imports/${id}/undo`)).data).toEqual({ removed: 0, restored: 0, kept: 1 })
  expect((await shop.admin('GET', `/api/imports/${other.data.id}/undo`)).data).toEqual({
    removed: 0,
    restored: 1,
    kept: 0,
  })
  expect(await admin.work(other.data.id, 'undo')).toMatchObject({ state: 'undone', counts: { restored: 1 } })
  expect(await found({ name: 'Vase' })).toMatchObject([{ count: 3 }])
})

test('a column in the singular is found where a field is in the plural', async () => {
  const { data } = await admin.upload('Name;Other;Colours\nVase;Left;red\n')
  expect(data.sheets[0].mapping.columns).toEqual([{ field: 'name' }, { field: 'others', by: 'name' }, null])
})

test('what was made is taken back as long as nobody touched it', async () => {
  const { id } = (await admin.upload(many(3, 'Brief'))).data
  await admin.understand(id)
  await admin.work(id, 'run', { whole: true })
  const [first] = await found({ name: 'Brief 0' })
  await shop.admin('PATCH', `/api/goods/${first.id}`, { count: 99 })
  expect((await shop.admin('GET', `/api/imports/${id}/undo`)).data).toEqual({ removed: 2, restored: 0, kept: 1 })
  expect(await admin.work(id, 'undo')).toMatchObject({ state: 'undone', counts: { removed: 2, kept: 1 } })
  expect((await found({ name_like: 'Brief' })).map(({ name }: { name: string }) => name)).toEqual(['Brief 0'])
})

test('files that belong together are written in the order they need, and point to each other by external ids', async () => {
  const { id } = (await admin.upload('External ID,name,shelf\nG1,Together,S1\n', 'goods', 'goods.csv')).data
  const both = await admin.add(id, 'External ID,name\nS1,Far shelf\n', 'shelves.csv')
  expect(both.data.sheets.map(({ mapping }: { mapping: { resource: string } }) => mapping.resource)).toEqual([
    'goods',
    'shelves',
  ])
  const columns = [{ field: '$external' }, { field: 'name' }, { field: 'shelf', by: 'external' }]
  expect((await admin.understand(id, [{ columns }])).statusCode).toBe(200)
  expect(await admin.work(id, 'check')).toMatchObject({ counts: { created: 2, refused: 0 } })
  expect(await admin.work(id, 'run')).toMatchObject({ state: 'done', counts: { created: 2 } })
  const [good] = await found({ name: 'Together' })
  expect((await shop.admin('GET', `/api/shelves/${good.shelf}`)).data.name).toBe('Far shelf')
})

test('what the database refuses is told of its row; its neighbours are written', async () => {
  const file = `name\n${Array.from({ length: 40 }, (_, at) => `Shelf ${at}`).join('\n')}\nLeft\nShelf 7\nShelf 41`
  const { id } = (await admin.upload(file, 'shelves')).data
  await admin.understand(id, [{ match: null, mode: 'create' }])
  expect(await admin.work(id, 'run')).toMatchObject({ counts: { created: 41, refused: 2 } })
  expect((await admin.complaints(id)).map(({ row, code }: { row: number; code: string }) => [row, code])).toEqual([
    [42, 'records.duplicate'],
    [43, 'records.duplicate'],
  ])
})

test('an import does no more than its person may, and belongs to him', async () => {
  const manager = importing(shop, shop.manager)
  const worker = importing(shop, shop.worker)
  expect((await importing(shop, shop.observer).upload(many(1, 'No'))).statusCode).toBe(403)
  const { id } = (await manager.upload('ID,price\n01900000-0000-7000-8000-000000000000,5\n')).data
  expect((await manager.get(id)).sheets[0].mapping.columns).toEqual([{ field: 'id' }, { field: 'price' }])
  expect((await shop.worker('GET', `/api/imports/${id}`)).statusCode).toBe(404)
  expect((await shop.admin('GET', `/api/imports/${id}`)).statusCode).toBe(200)
  const [vase] = await found({ name: 'Vase' })
  const theirs = (await worker.upload(`ID,count\n${vase.id},1\n`)).data
  await worker.understand(theirs.id)
  expect(await worker.work(theirs.id, 'run')).toMatchObject({ counts: { updated: 0, refused: 1 } })
  const mapped = await manager.understand(id, [{ columns: [{ field: 'id' }, { field: 'cost' }] }])
  expect([mapped.statusCode, mapped.data.fields[0].path]).toEqual([422, 'sheets.0.columns.1'])
})

test('rights are those of the moment it is written', async () => {
  const manager = importing(shop, shop.manager)
  const [vase] = await found({ name: 'Vase' })
  const { id } = (await manager.upload(`ID,price\n${vase.id},7\n`)).data
  await manager.understand(id)
  await shop.manager('POST', `/api/imports/${id}/run`, {})
  const { data } = await shop.admin('GET', `/api/people/${shop.people.manager}`)
  await shop.admin('PATCH', `/api/people/${shop.people.manager}`, {
    roles: [(await shop.admin('GET', '/api/roles?filter={"archetype":"observer"}')).data[0].id],
    version: data.version,
  })
  await shop.platform.events.drain({ hurry: true })
  expect((await shop.admin('GET', `/api/imports/${id}`)).data).toMatchObject({ counts: { refused: 1 } })
  expect((await found({ name: 'Vase' }))[0].price.amount).toBe(123450)
})

test('thousands of rows in parts, stopped and gone on with, none written twice', async () => {
  const { id } = (await admin.upload(many(2500, 'Bulk'))).data
  await admin.understand(id)
  await shop.admin('POST', `/api/imports/${id}/run`, {})
  expect((await shop.admin('POST', `/api/imports/${id}/stop`, {})).data.state).toBe('cancelled')
  await shop.platform.events.drain({ hurry: true })
  expect(await found({ name_like: 'Bulk' })).toEqual([])
  expect(await admin.work(id, 'run')).toMatchObject({ state: 'done', parts: 3, counts: { created: 2500 } })
  const list = await shop.admin('GET', `/api/goods?filter=${uri({ name_like: 'Bulk' })}&range=[0,0]`)
  expect(list.headers['content-range']).toBe('goods 0-0/2500')
})
