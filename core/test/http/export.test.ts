import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { inflateRawSync } from 'node:zlib'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openShop, type Shop, uri } from './shop.ts'

let shop: Shop
let shelf: string
beforeAll(async () => {
  shop = await openShop()
  shelf = (await shop.admin('POST', '/api/shelves', { name: '=HYPERLINK("x")' })).data.id
})
afterAll(() => shop?.platform.close())

async function allGivenBack(): Promise<void> {
  const { pool } = shop.platform.database
  await expect.poll(() => pool.totalCount - pool.idleCount, { timeout: 5_000 }).toBe(0)
}

async function sheetsOf(file: Buffer) {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(file as unknown as ExcelJS.Buffer)
  return book.worksheets
}

/** The first file of an archive: its sheet. */
function inflatedSheet(archive: Buffer): string {
  const start = 30 + archive.readUInt16LE(26) + archive.readUInt16LE(28)
  return inflateRawSync(archive.subarray(start)).toString('utf8')
}

async function highestWhile(response: Response, take: (part: Buffer) => void) {
  const highest = { heap: 0, rss: 0 }
  const reader = response.body?.getReader()
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    take(Buffer.from(part.value))
    const { heapUsed, rss } = process.memoryUsage()
    highest.heap = Math.max(highest.heap, heapUsed)
    highest.rss = Math.max(highest.rss, rss)
  }
  return highest
}

const rows = (text: string) => text.replace('\uFEFF', '').trimEnd().split('\r\n')

test('a list is a CSV file: exact forms, labels, names beside references, formulas disarmed', async () => {
  const { data: good } = await shop.admin('POST', '/api/goods', {
    name: '=1+1, "quoted"',
    price: { amount: -1205, currency: 'EUR' },
    cost: { amount: 300, currency: 'JPY' },
    count: 3,
    weight: 1.5,
    arrivedOn: '2026-03-29',
    checkedAt: '2026-03-29T02:30:00+02:00',
    handling: 5430,
    colour: 'red',
    shelf,
    others: [shelf],
    keeper: shop.people.worker,
    extra: { depth: 2 },
  })
  const answer = await shop.admin('GET', `/api/goods/export?format=csv&filter=${uri({ id: good.id })}`)
  expect(answer.statusCode, answer.body).toBe(200)
  expect(answer.headers['content-type']).toMatch(/^text\/csv; charset=utf-8/)
  expect(answer.headers['content-disposition']).toBe(
    `attachment; filename="goods-2026-03-10.csv"; filename*=UTF-8''goods-2026-03-10.csv`,
  )
  expect(answer.rawPayload.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
  const [head, line] = rows(answer.body)
  expect(head).toBe(
    'ID,name,price,price (currency),count,weight,fragile,arrivedOn,checkedAt,handling,colour,contact,status,shelf,shelf (ID),others,others (ID),keeper,keeper (ID),cost,cost (currency),extra,Created,Changed',
  )
  expect(line).toBe(
    `${good.id},"'=1+1, ""quoted""",-12.05,EUR,3,1.500,false,2026-03-29,2026-03-29T00:30:00.000Z,1:30:30,red,,draft,"'=HYPERLINK(""x"")",${shelf},"'=HYPERLINK(""x"")",${shelf},The worker,${shop.people.worker},300,JPY,"{""depth"":2}",2026-03-10T10:00:00.000Z,2026-03-10T10:00:00.000Z`,
  )
})

test('a reader gets his rows and his fields, and no column of what he may never read', async () => {
  await shop.admin('POST', '/api/goods', { name: 'Not his', cost: { amount: 1, currency: 'EUR' } })
  const answer = await shop.worker('GET', '/api/goods/export')
  expect(rows(answer.body)).toHaveLength(2)
  expect(answer.body).not.toMatch(/cost|Not his/)
  expect((await shop.worker('GET', `/api/goods/export?fields=${uri(['name', 'cost'])}`)).statusCode).toBe(422)
  expect(rows((await shop.manager('GET', `/api/goods/export?fields=${uri(['status', 'name'])}`)).body)[0]).toBe(
    'status,name',
  )
  expect((await shop.observer('GET', '/api/goods/export')).statusCode).toBe(403)
})

test('a form that is not there is refused by name', async () => {
  const answer = await shop.admin('GET', '/api/goods/export?format=ods')
  expect([answer.statusCode, answer.data.fields]).toMatchObject([
    422,
    [{ path: 'format', code: 'validation.not_allowed' }],
  ])
  expect((await shop.admin('GET', '/api/goods/export?filter={')).statusCode).toBe(422)
})

test('the same list is a workbook: typed values, a heading that stays, no formula, a sheet in the reader’s words', async () => {
  const { data: good } = await shop.admin('POST', '/api/goods', {
    name: '=2+2',
    price: { amount: -1205, currency: 'EUR' },
    cost: { amount: 300, currency: 'JPY' },
    count: 3,
    weight: 1.5,
    arrivedOn: '2026-03-29',
    checkedAt: '2026-03-29T02:30:00+02:00',
    handling: 95430,
    shelf,
  })
  const answer = await shop.admin('GET', `/api/goods/export?format=xlsx&filter=${uri({ id: good.id })}`)
  expect(answer.statusCode, answer.body).toBe(200)
  expect(answer.headers['content-disposition']).toContain('goods-2026-03-10.xlsx')
  const [sheet] = await sheetsOf(answer.rawPayload)
  expect(sheet?.name).toBe('Goods')
  expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 })
  expect(sheet?.autoFilter).toMatch(/^A1:[A-Z]+2$/)
  const head = sheet?.getRow(1).values as string[]
  const cell = (label: string) => sheet?.getRow(2).getCell(head.indexOf(label))
  const csv = await shop.admin('GET', `/api/goods/export?filter=${uri({ id: good.id })}`)
  expect(head.slice(1).join(',')).toBe(rows(csv.body)[0])
  expect([cell('name')?.value, cell('name')?.formula]).toEqual(['=2+2', undefined])
  expect([cell('shelf')?.value, cell('shelf')?.formula]).toEqual(['=HYPERLINK("x")', undefined])
  expect([cell('price')?.value, cell('price')?.numFmt]).toEqual([-12.05, '#,##0.00 [$EUR]'])
  expect([cell('cost')?.value, cell('cost')?.numFmt, cell('cost (currency)')?.value]).toEqual([
    300,
    '#,##0 [$JPY]',
    'JPY',
  ])
  expect([cell('count')?.value, cell('weight')?.value, cell('weight')?.numFmt]).toEqual([3, 1.5, '0.000'])
  expect([cell('fragile')?.value, cell('arrivedOn')?.value]).toEqual([false, new Date('2026-03-29T00:00:00Z')])
  expect(cell('checkedAt')?.value).toEqual(new Date('2026-03-29T00:30:00Z'))
  expect(cell('handling')?.numFmt).toBe('[h]:mm:ss')
  expect(csv.body).toContain('26:30:30')
  // Text that spreadsheets or XML cannot hold spoils nothing.
  const worker = await sheetsOf((await shop.worker('GET', '/api/goods/export?format=xlsx')).rawPayload)
  expect(worker[0]?.getRow(1).values).not.toContain('cost')
})

test('thirty thousand rows go out in their order, each once, and memory does not grow with them in either form', async () => {
  await shop.platform.database.pool.query(
    `begin; select set_config('app.tenant', '${shop.tenantId}', true);
     insert into public.goods (tenant_id, id, name, count, fragile, status, created_at, updated_at)
     select '${shop.tenantId}', uuidv7(), 'Row ' || (n % 100), n, false, 'draft', now(), now() from generate_series(1, 30000) n; commit`,
  )
  await shop.platform.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = shop.platform.app.server.address() as { port: number }
  const query = `filter=${uri({ name_like: 'Row' })}&sort=${uri(['name', 'DESC'])}&fields=${uri(['name', 'count'])}`
  const get = (format: string) =>
    fetch(`http://127.0.0.1:${port}/api/goods/export?format=${format}&${query}`, {
      headers: { cookie: shop.admin.cookie },
    })
  const seen = new Set<string>()
  let rest = ''
  let previous = '~'
  // What earlier files have left is not its doing.
  collectGarbage()
  const before = process.memoryUsage()
  const csv = await highestWhile(await get('csv'), (part) => {
    const lines = (rest + part.toString('utf8')).split('\r\n')
    rest = lines.pop() ?? ''
    for (const line of lines.filter((each) => each.startsWith('Row'))) {
      const [name = '', count = ''] = line.split(',')
      expect(name <= previous).toBe(true)
      previous = name
      seen.add(count)
    }
  })
  expect(seen.size).toBe(30_000)
  const parts: Buffer[] = []
  const xlsx = await highestWhile(await get('xlsx'), (part) => void parts.push(part))
  for (const { heap, rss } of [csv, xlsx]) {
    expect((heap - before.heapUsed) / 1_048_576).toBeLessThan(250)
    expect((rss - before.rss) / 1_048_576).toBeLessThan(300)
  }
  const { length } = inflatedSheet(Buffer.concat(parts)).match(/<row /g) ?? []
  expect(length).toBe(30_001)
  await allGivenBack()
}, 60_000)

test('a reader who goes away gives his connection back', async () => {
  const { port } = shop.platform.app.server.address() as { port: number }
  const leaving = new AbortController()
  const response = await fetch(`http://127.0.0.1:${port}/api/goods/export`, {
    headers: { cookie: shop.admin.cookie },
    signal: leaving.signal,
  })
  await response.body?.getReader().read()
  leaving.abort()
  await allGivenBack()
  expect((await shop.admin('GET', '/api/goods/export?filter={"count":1}')).statusCode).toBe(200)
})

function collectGarbage(): void {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
}
