import { can, definePlugin, defineResource, integer, text } from '@guildhall/sdk'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { withClient } from '../../src/database/provision.ts'
import { corePlugin } from '../../src/platform.ts'
import { installPlugins } from '../../src/plugins/host.ts'
import { createTable, foreignKeys } from '../../src/records/tables/ddl.ts'
import { tablesOf } from '../../src/records/tables/tables.ts'
import { addMember, type Caller, createTestPlatform, type TestPlatform } from '../../testing/index.ts'

const shape = { name: text(), salary: integer({ optional: true }) }
const rules = { admin: [can('manage')], worker: [can('read', ['name'])] } as const
const contracts = defineResource('contracts', {
  fields: shape,
  rules,
  audited: { reads: ['salary'], exports: true },
})
const leaflets = defineResource('leaflets', { fields: shape, rules })
const office = definePlugin({
  name: 'office',
  resources: [contracts, leaflets],
  migrations: new URL('./', import.meta.url),
})

let platform: TestPlatform
let tenantId: string
let admin: Caller
let worker: Caller
beforeAll(async () => {
  const { registry } = installPlugins(corePlugin({} as never), [office])
  const tables = [contracts, leaflets].flatMap(({ name }) => tablesOf(registry.model(name), registry))
  platform = await createTestPlatform({
    plugins: [office],
    prepare: {
      name: 'office',
      run: ({ ownerUrl }) =>
        withClient(ownerUrl, async (client) => {
          for (const one of [...tables.flatMap(createTable), ...tables.flatMap(foreignKeys)]) await client.query(one)
        }),
    },
  })
  tenantId = (await platform.tenancy.tenants.create({ slug: 'firm', name: 'Firm', plugins: ['office'] })).id
  for (const archetype of ['admin', 'worker'] as const)
    await addMember(platform, tenantId, { name: archetype, email: `${archetype}@firm.example`, archetype })
  admin = await platform.signIn('admin@firm.example')
  worker = await platform.signIn('worker@firm.example')
})
afterAll(() => platform?.close())

const ids: Record<string, string[]> = { contracts: [], leaflets: [] }
beforeEach(async () => {
  for (const resource of ['contracts', 'leaflets'])
    for (const name of ['One', 'Two'])
      ids[resource]?.push((await admin('POST', `/api/${resource}`, { name, salary: 100 })).data.id)
  await withClient(platform.urls.ownerUrl, (client) => client.query('delete from guildhall.history'))
})

const kept = () =>
  withClient(platform.urls.ownerUrl, async (client) => {
    const { rows } = await client.query(
      "select action, resource, record_id, input from guildhall.history where action in ('read', 'export') order by id",
    )
    return rows
  })

test('who is shown a field whose reading is kept stands in the history, once for a request', async () => {
  const [one = ''] = ids['contracts'] ?? []
  await admin('GET', `/api/contracts/${one}`)
  const { data } = await admin('GET', '/api/contracts')
  expect(await kept()).toEqual([
    { action: 'read', resource: 'contracts', record_id: one, input: { fields: ['salary'] } },
    {
      action: 'read',
      resource: 'contracts',
      record_id: tenantId,
      input: { fields: ['salary'], records: data.map(({ id }: { id: string }) => id) },
    },
  ])
  expect((await admin('GET', `/api/contracts/${one}/history`)).data).toEqual([])
})

test('who takes the list away stands there too', async () => {
  expect((await admin('GET', '/api/contracts/export?format=csv')).statusCode).toBe(200)
  expect(await kept()).toEqual([
    expect.objectContaining({ action: 'export', resource: 'contracts', record_id: tenantId }),
  ])
})

test('nothing is kept of who may not read the field, nor where nobody asked', async () => {
  await worker('GET', `/api/contracts/${ids['contracts']?.[0]}`)
  await worker('GET', '/api/contracts')
  await admin('GET', `/api/leaflets/${ids['leaflets']?.[0]}`)
  await admin('GET', '/api/leaflets')
  await admin('GET', '/api/leaflets/export?format=csv')
  expect(await kept()).toEqual([])
})

test('a list of a resource that did not ask costs as many statements as before', async () => {
  const { database } = platform.engine
  const counting = { calls: 0, run: database.run }
  database.run = ((...args: Parameters<typeof database.run>) => {
    counting.calls += 1
    return counting.run.apply(database, args)
  }) as typeof database.run
  try {
    await admin('GET', '/api/leaflets')
    const before = counting.calls
    await admin('GET', '/api/contracts')
    expect([before, counting.calls - before]).toEqual([1, 2])
  } finally {
    database.run = counting.run
  }
})
