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

test('a form that is not there yet is refused by name', async () => {
  const answer = await shop.admin('GET', '/api/goods/export?format=xlsx')
  expect([answer.statusCode, answer.data.fields]).toMatchObject([
    422,
    [{ path: 'format', code: 'validation.not_allowed' }],
  ])
  expect((await shop.admin('GET', '/api/goods/export?filter={')).statusCode).toBe(422)
})

test('twenty thousand rows go out in their order, each once, and memory does not grow with them', async () => {
  await shop.platform.database.pool.query(
    `begin; select set_config('app.tenant', '${shop.tenantId}', true);
     insert into public.goods (tenant_id, id, name, count, fragile, status, created_at, updated_at)
     select '${shop.tenantId}', uuidv7(), 'Row ' || (n % 100), n, false, 'draft', now(), now() from generate_series(1, 20000) n; commit`,
  )
  await shop.platform.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = shop.platform.app.server.address() as { port: number }
  const query = `filter=${uri({ name_like: 'Row' })}&sort=${uri(['name', 'DESC'])}&fields=${uri(['name', 'count'])}`
  const response = await fetch(`http://127.0.0.1:${port}/api/goods/export?${query}`, {
    headers: { cookie: shop.admin.cookie },
  })
  const reader = response.body?.getReader()
  const seen = new Set<string>()
  let rest = ''
  let previous = '~'
  let highest = 0
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    const lines = (rest + Buffer.from(part.value).toString('utf8')).split('\r\n')
    rest = lines.pop() ?? ''
    for (const line of lines.filter((each) => each.startsWith('Row'))) {
      const [name = '', count = ''] = line.split(',')
      expect(name <= previous).toBe(true)
      previous = name
      seen.add(count)
    }
    highest = Math.max(highest, process.memoryUsage().heapUsed)
  }
  expect(seen.size).toBe(20_000)
  expect(highest / 1_048_576).toBeLessThan(400)
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
