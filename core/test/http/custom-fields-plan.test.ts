import { afterAll, beforeAll, expect, test } from 'vitest'
import { settleField } from '../../src/custom-fields/settle.ts'
import { withClient } from '../../src/database/provision.ts'
import type { ListQuery } from '../../src/records/query.ts'
import { selectList } from '../../src/records/read.ts'
import { openShop, type Shop } from './shop.ts'

const rows = 20_000
let shop: Shop
beforeAll(async () => {
  shop = await openShop()
  await withClient(shop.platform.urls.ownerUrl, async (client) => {
    await client.query(
      `insert into goods (tenant_id, id, name, version, created_at, updated_at, count, fragile, status, custom)
       select $1, uuidv7(), 'g' || n, 1, now(), now(), 0, false, 'draft', jsonb_build_object('amount', n % 1000, 'code', 'c' || n)
       from generate_series(1, ${rows}) n`,
      [shop.tenantId],
    )
  })
  for (const [key, kind] of [
    ['amount', 'integer'],
    ['code', 'text'],
  ]) {
    const given = { resource: 'goods', key, kind, labels: { en: key }, filterable: true }
    const { data } = await shop.admin('POST', '/api/fields', given)
    const source = shop.platform.tenancy.asSystem(shop.tenantId, 'test')
    await settleField(shop.platform.engine, source, { ...data, definition: given, status: 'active', ready: false })
  }
  await withClient(shop.platform.urls.ownerUrl, (client) =>
    client.query('analyze guildhall.custom_values; analyze goods'),
  )
}, 120_000)
afterAll(() => shop?.platform.close())

async function planOf(query: ListQuery): Promise<string> {
  const { engine, tenancy, urls } = shop.platform
  const context = await tenancy.contextForSystem(shop.tenantId, 'test', { fresh: true })
  const { statement, values } = selectList(context, engine.registry.model('goods'), query).rows
  return withClient(urls.appUrl, async (client) => {
    await client.query('begin')
    await client.query(`select set_config('app.tenant', $1, true)`, [shop.tenantId])
    const { rows: lines } = await client.query(`explain ${statement.text}`, values as unknown[])
    return lines.map((line) => line['QUERY PLAN']).join('\n')
  })
}

const queries: readonly [string, string, ListQuery][] = [
  ['a value', 'custom_values_text_idx', { where: { 'custom.code': 'c77' }, limit: 25 }],
  ['one of several', 'custom_values_text_idx', { where: { 'custom.code_in': ['c1', 'c2'] }, limit: 25 }],
  ['a range', 'custom_values_number_idx', { where: { 'custom.amount_gte': 998 }, limit: 25 }],
  ['an order', 'custom_values_text_idx', { sort: ['custom.code', 'DESC'], limit: 25 }],
  ['an order of numbers', 'custom_values_number_idx', { sort: ['custom.amount', 'ASC'], limit: 25 }],
]

test.each(queries)('%s is found along an index, behind row-level security', async (_, index, query) => {
  const plan = await planOf(query)
  expect(plan).toContain(index)
  expect(plan).not.toMatch(/Seq Scan on (custom_values|goods)/)
})
