import { can, definePlugin, defineResource, integer, phone, ref, text } from '@guildhall/sdk'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withClient } from '../../src/database/provision.ts'
import { peopleResource } from '../../src/people/resources.ts'
import { corePlugin } from '../../src/platform.ts'
import { installPlugins } from '../../src/plugins/host.ts'
import { requireSecret } from '../../src/records/personal/require-secret.ts'
import { openVault } from '../../src/records/personal/vault.ts'
import { openScope } from '../../src/records/scope.ts'
import { createTable, foreignKeys } from '../../src/records/tables/ddl.ts'
import { tablesOf } from '../../src/records/tables/tables.ts'
import { transact } from '../../src/records/transact.ts'
import { addMember, type Caller, createTestPlatform, type TestPlatform } from '../../testing/index.ts'

const guests = defineResource('guests', {
  fields: {
    name: text({ personal: true }),
    phone: phone({ personal: true, optional: true }),
    room: integer({ optional: true }),
    person: ref('people', { optional: true, unique: true }),
  },
  actions: {
    call: { input: { about: text({ personal: true }), minutes: integer() }, run: () => ({ room: 7 }) },
  },
  rules: { admin: [can('manage')], worker: [can('read', ['name', 'room']), can('update')] },
})
const remarks = defineResource('remarks', {
  fields: { guest: ref('guests', { onDelete: 'cascade' }), text: text({ personal: true }) },
  rules: { admin: [can('manage')] },
})
const hotel = definePlugin({
  name: 'hotel',
  resources: [guests, remarks],
  migrations: new URL('./', import.meta.url),
})

let platform: TestPlatform
let tenantId: string
let admin: Caller
let worker: Caller
beforeAll(async () => {
  const { registry } = installPlugins(corePlugin({} as never), [hotel])
  const tables = [guests, remarks].flatMap(({ name }) => tablesOf(registry.model(name), registry))
  platform = await createTestPlatform({
    plugins: [hotel],
    prepare: {
      name: 'hotel',
      run: ({ ownerUrl }) =>
        withClient(ownerUrl, async (client) => {
          for (const one of [...tables.flatMap(createTable), ...tables.flatMap(foreignKeys)]) await client.query(one)
        }),
    },
  })
  tenantId = (await platform.tenancy.tenants.create({ slug: 'inn', name: 'Inn', plugins: ['hotel'] })).id
  for (const archetype of ['admin', 'worker'] as const)
    await addMember(platform, tenantId, { name: archetype, email: `${archetype}@inn.example`, archetype })
  admin = await platform.signIn('admin@inn.example')
  worker = await platform.signIn('worker@inn.example')
})
afterAll(() => platform?.close())

const asSystem = <T>(work: (scope: ReturnType<typeof openScope>) => Promise<T>) =>
  transact(platform.engine, platform.tenancy.asSystem(tenantId, 'test'), (operation) => work(openScope(operation)))

/** All that the database holds, whoever may see it. */
async function rawText(table: string): Promise<string> {
  const { rows } = await withClient(platform.urls.ownerUrl, (client) => client.query(`select t::text from ${table} t`))
  return rows.map((row) => row.t).join('\n')
}

async function newGuest(name: string, values: object = {}): Promise<string> {
  const { data, statusCode, body } = await admin('POST', '/api/guests', { name, phone: '+40 711 000 111', ...values })
  expect(statusCode, body).toBe(201)
  return data.id
}

const historyOf = async (id: string, caller = admin, resource = 'guests') =>
  (await caller('GET', `/api/${resource}/${id}/history`)).data

test('the past says who somebody was, and the database does not', async () => {
  const id = await newGuest('Ileana Readable')
  await admin('PATCH', `/api/guests/${id}`, { name: 'Ileana Married', room: 3 })
  await admin('POST', `/api/guests/${id}/call`, { about: 'her secret journey', minutes: 4 })
  expect(await historyOf(id)).toMatchObject([
    { action: 'call', before: { room: 3 }, after: { room: 7 }, input: { about: 'her secret journey', minutes: 4 } },
    {
      action: 'update',
      before: { name: 'Ileana Readable', room: null },
      after: { name: 'Ileana Married', room: 3 },
    },
    { action: 'create', after: { name: 'Ileana Readable', phone: '+40 711 000 111' } },
  ])
  const kept = await rawText('guildhall.history')
  expect(kept).toContain('""room"": 3')
  expect(kept).not.toMatch(/Ileana|711 000|secret journey/)
  const facts = await rawText('guildhall.outbox')
  expect(facts).toContain('""minutes"": 4')
  expect(facts).not.toMatch(/Ileana|711 000|secret journey/)
})

test('who is forgotten is nobody in the past any more; what happened stays, and others stay who they were', async () => {
  const [gone, other] = [await newGuest('Gone Person'), await newGuest('Other Person')]
  await admin('PATCH', `/api/guests/${gone}`, { phone: '+40 722 000 222', room: 5 })
  const remark = (await admin('POST', '/api/remarks', { guest: gone, text: 'sings at night' })).data.id
  await asSystem((scope) => scope.records(guests).forget(gone))

  const past = await historyOf(gone)
  expect(past).toMatchObject([
    { action: 'forget', version: 3, actor: { kind: 'system' } },
    { action: 'update', before: { room: null }, after: { room: 5 }, removed: ['phone'] },
    { action: 'create', after: {}, removed: ['name', 'phone'] },
  ])
  expect(JSON.stringify(past)).not.toMatch(/Gone|722 000|711 000/)
  expect(await historyOf(remark, admin, 'remarks')).toMatchObject([{ after: { guest: gone }, removed: ['text'] }])
  expect((await historyOf(other))[0]).toMatchObject({ after: { name: 'Other Person' } })
  expect((await historyOf(other))[0].removed).toBeUndefined()

  // What is said of him from now on is said of somebody who is here again.
  await admin('PATCH', `/api/guests/${gone}`, { name: 'Come Back' })
  const after = await historyOf(gone)
  expect(after[0]).toMatchObject({ before: { name: 'Gone Person' }, after: { name: 'Come Back' } })
  expect(after[2].removed).toEqual(['phone'])
})

test('with a person goes the card that stands for the same one', async () => {
  const person = await addMember(platform, tenantId, { name: 'Maria Leaving', email: 'maria@inn.example' })
  const card = await newGuest('Maria Leaving', { person })
  await asSystem((scope) => scope.records(peopleResource).forget(person))
  expect(JSON.stringify(await historyOf(person, admin, 'people'))).not.toMatch(/Maria/)
  expect(JSON.stringify(await historyOf(card))).not.toMatch(/Maria/)
})

test('who is gone is forgotten too, by who may delete anybody', async () => {
  const id = await newGuest('Deleted Before')
  await admin('DELETE', `/api/guests/${id}`)
  expect((await historyOf(id))[0]).toMatchObject({ action: 'delete', before: { name: 'Deleted Before' } })
  await asSystem((scope) => scope.records(guests).forget(id))
  expect((await historyOf(id)).map(({ removed }: { removed: string[] }) => removed)).toEqual([
    ['name', 'phone'],
    ['name', 'phone'],
  ])
})

test('a field one may not read is not even named as removed, and who may not delete may not forget', async () => {
  const id = await newGuest('Half Seen')
  const theirs = await platform.tenancy.contextFor({
    userId: (await platform.identity.requireUser('worker@inn.example')).id,
  } as never)
  await expect(
    transact(
      platform.engine,
      async () => theirs,
      (operation) => openScope(operation).records(guests).forget(id),
    ),
  ).rejects.toMatchObject({ code: 'records.forbidden' })
  expect((await historyOf(id))[0]).toMatchObject({ after: { name: 'Half Seen' } })
  await asSystem((scope) => scope.records(guests).forget(id))
  expect((await historyOf(id, worker)).at(-1).removed).toEqual(['name'])
})

test('the keys of one tenant cannot be seen from another, nor without one', async () => {
  await newGuest('Walled In')
  const count = (sql: string) =>
    withClient(platform.urls.appUrl, async (client) => {
      await client.query(sql)
      return Number((await client.query('select count(*) from guildhall.personal_keys')).rows[0].count)
    })
  expect(await count('select 1')).toBe(0)
  expect(await count(`select set_config('app.tenant', gen_random_uuid()::text, false)`)).toBe(0)
  expect(await count(`select set_config('app.tenant', '${tenantId}', false)`)).toBeGreaterThan(0)
})

test('a key opens for its own record and field only, and only with the secret it was wrapped with', () => {
  const vault = openVault('one secret')
  const owner = { tenantId: 't', resource: 'guests', id: 'a' }
  const key = vault.newKey(owner)
  const sealed = key.seal('name', { first: 'Ana' })
  expect(vault.openKey(owner, key.id, key.wrapped).open('name', sealed)).toEqual({ first: 'Ana' })
  expect(key.seal('name', { first: 'Ana' })).not.toEqual(sealed)
  expect(() => key.open('phone', sealed)).toThrow()
  expect(() => vault.newKey(owner).open('name', sealed)).toThrow()
  expect(() => vault.openKey({ ...owner, id: 'b' }, key.id, key.wrapped)).toThrow()
  expect(() => openVault('another secret').openKey(owner, key.id, key.wrapped)).toThrow()
})

test('a node with another secret does not start', async () => {
  const database = { ...platform.database, close: async () => {} }
  await expect(requireSecret(database, 'of some other machine, quite another')).rejects.toMatchObject({
    code: 'boot.secret_changed',
  })
})
