import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { can, definePlugin, defineResource, integer, ref, text } from '@guildhall/sdk'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newMigration } from '../../src/database/migrations/index.ts'
import { migrationSources } from '../../src/database/migrations/sources.ts'
import { corePlugin } from '../../src/platform.ts'
import { installPlugins } from '../../src/plugins/host.ts'
import {
  addMember,
  type Caller,
  createTestDatabase,
  createTestPlatform,
  repositoryRoot,
  type TestPlatform,
} from '../../testing/index.ts'

const root = mkdtempSync(join(tmpdir(), 'guildhall-removal-'))
symlinkSync(join(repositoryRoot, 'locales'), join(root, 'locales'))
const folder = (name: string) => pathToFileURL(`${join(root, name)}/`)

const shelves = defineResource('acme-shelves', {
  fields: { name: text({ searchable: true }) },
  rules: { admin: [can('manage')] },
})
const jars = defineResource('acme-jars', {
  fields: { name: text(), shelf: ref(shelves), grams: integer({ optional: true }) },
  rules: { admin: [can('manage')] },
})
const larder = definePlugin({
  name: 'acme-larder',
  version: '1.0.0',
  resources: [shelves, jars],
  settings: { most: integer({ default: 3 }) },
  migrations: folder('larder'),
})
const labels = definePlugin({
  name: 'acme-labels',
  version: '1.0.0',
  requires: ['acme-larder'],
  resources: [defineResource('acme-labels', { fields: { jar: ref(jars) }, rules: { admin: [can('manage')] } })],
  migrations: folder('labels'),
})

let platform: TestPlatform
let admin: Caller
let boss: Caller
let tenantId: string

beforeAll(async () => {
  await writeMigrations()
  platform = await createTestPlatform({ plugins: [larder], root })
  tenantId = (await platform.tenancy.tenants.create({ slug: 'inn', name: 'Inn', plugins: ['acme-larder'] })).id
  await addMember(platform, tenantId, { name: 'Ana', email: 'ana@inn.example', archetype: 'admin' })
  admin = await platform.signIn('ana@inn.example')
  await addMember(platform, tenantId, { name: 'Boss', email: 'boss@inn.example', archetype: 'admin' })
  await asOwner(`update guildhall.users set superadmin = true where email = 'boss@inn.example'`)
  boss = await platform.signIn('boss@inn.example')
  const { data: shelf } = await admin('POST', '/api/acme-shelves', { name: 'Top' })
  for (const name of ['Plum', 'Quince']) await admin('POST', '/api/acme-jars', { name, shelf: shelf.id })
  await admin('PATCH', '/api/plugins/acme-larder/settings', { most: 7 })
})
afterAll(async () => {
  await platform?.close()
  rmSync(root, { recursive: true })
})

test('the plan says what would be touched, to a superadmin alone, and does nothing', async () => {
  const { data } = await boss('GET', '/api/plugins/acme-larder/removal')
  expect(data).toMatchObject({
    plugin: 'acme-larder',
    neededBy: [],
    tenants: [{ slug: 'inn', hasSettings: true }],
    tables: [
      { table: 'acme_shelves', rows: 1, tenants: [{ slug: 'inn', rows: 1 }] },
      { table: 'acme_jars', rows: 2 },
    ],
    graceDays: 30,
  })
  expect((await admin('GET', '/api/plugins/acme-larder/removal')).statusCode).toBe(403)
  expect((await admin('POST', '/api/plugins/acme-larder/removal', { confirm: 'acme-larder' })).statusCode).toBe(403)
  expect((await boss('POST', '/api/plugins/acme-larder/removal', { confirm: 'larder' })).data).toMatchObject({
    status: 422,
    code: 'plugins.removal_unconfirmed',
  })
  expect((await admin('GET', '/api/acme-jars')).data).toHaveLength(2)
})

test('a plugin that another needs stays, and the other is named', async () => {
  const both = await createTestPlatform({ plugins: [larder, labels], root })
  await expect(both.removals.remove('acme-larder', 'acme-larder')).rejects.toMatchObject({
    code: 'plugins.removal_needed_by',
    params: { plugins: ['acme-labels'] },
  })
  await expect(both.removals.remove('core', 'core')).rejects.toMatchObject({ code: 'plugins.not_removable' })
  await both.close()
})

test('a removal that dies in the middle, or is beside another, leaves what was or what is', async () => {
  const held = new pg.Client(platform.urls.ownerUrl)
  await held.connect()
  await held.query("begin; select pg_advisory_xact_lock(hashtext('guildhall migrations'))")
  const refused = await boss('POST', '/api/plugins/acme-larder/removal', { confirm: 'acme-larder' })
  expect(refused.data).toMatchObject({ status: 409, code: 'plugins.removal_busy' })
  await held.query('rollback')

  // Its tables are locked by somebody, and the connection that waits for them is ended.
  await held.query('begin; lock table public.acme_jars in access share mode')
  const dying = boss('POST', '/api/plugins/acme-larder/removal', { confirm: 'acme-larder' })
  const ended = `select pg_terminate_backend(pid) as ended from pg_stat_activity where application_name = 'guildhall removals' and wait_event_type = 'Lock'`
  await expect.poll(() => asOwner(ended), { timeout: 8_000 }).toEqual([{ ended: true }])
  expect((await dying).statusCode).toBe(503)
  await held.query('rollback')
  await held.end()
  expect((await admin('GET', '/api/acme-jars')).data).toHaveLength(2)
  expect((await boss('GET', '/api/plugin-removals')).data).toEqual([])
})

test('what was removed is off at once and out of the application’s reach; restored, every row is the one it was', async () => {
  const before = await contents()
  const [one, other] = await Promise.all(
    [1, 2].map(() => boss('POST', '/api/plugins/acme-larder/removal', { confirm: 'acme-larder' })),
  )
  // The second comes while the first is at it, or finds it done.
  expect(['200 200', '200 409']).toContain(
    [one, other]
      .map((answer) => answer?.statusCode)
      .sort()
      .join(' '),
  )
  expect((await admin('GET', '/api/acme-jars')).statusCode).toBe(404)
  expect((await admin('POST', '/api/plugins/acme-larder/enable', {})).data).toMatchObject({ code: 'plugins.removed' })
  const [waiting] = (await boss('GET', '/api/plugin-removals')).data
  expect(waiting).toMatchObject({
    plugin: 'acme-larder',
    purgeAt: '2026-04-09T10:00:00.000Z',
    tables: [
      { name: 'acme_shelves', rows: 1 },
      { name: 'acme_jars', rows: 2 },
    ],
  })
  const app = new pg.Client(platform.urls.appUrl)
  await app.connect()
  await expect(app.query('select * from guildhall_archive.acme_jars')).rejects.toThrow(/permission denied for schema/)
  await expect(app.query('select * from guildhall_archive.plugins')).rejects.toThrow(/permission denied for schema/)
  await app.end()

  expect((await admin('POST', '/api/plugin-removals/acme-larder/restore')).statusCode).toBe(403)
  const restored = await boss('POST', '/api/plugin-removals/acme-larder/restore')
  expect(restored.data.tables).toEqual(waiting.tables)
  expect(await contents()).toEqual(before)
  expect((await admin('GET', '/api/acme-jars')).data).toHaveLength(2)
  expect((await admin('GET', '/api/acme-shelves?filter={"q":"top"}')).data).toHaveLength(1)
  expect((await admin('GET', '/api/plugins/acme-larder/settings')).data.values).toEqual({ most: 7 })
  expect((await boss('GET', '/api/plugin-removals')).data).toEqual([])
})

test('it comes back beside the empty tables of a new beginning, and not beside new records', async () => {
  await boss('POST', '/api/plugins/acme-larder/removal', { confirm: 'acme-larder' })
  await boss('POST', '/api/migrations/run')
  await admin('POST', '/api/plugins/acme-larder/enable', {})
  const { data: shelf } = await admin('POST', '/api/acme-shelves', { name: 'New' })
  expect((await boss('POST', '/api/plugin-removals/acme-larder/restore')).data).toMatchObject({
    code: 'plugins.restore_new_records',
  })
  expect((await boss('POST', '/api/plugins/acme-larder/removal', { confirm: 'acme-larder' })).data).toMatchObject({
    code: 'plugins.archive_waits',
  })
  await admin('DELETE', `/api/acme-shelves/${shelf.id}`)
  expect((await boss('POST', '/api/plugin-removals/acme-larder/restore')).statusCode).toBe(200)
  expect((await admin('GET', '/api/acme-jars')).data).toHaveLength(2)
})

test('a tenant that is deleted meanwhile takes along what waited of it, and the others’ rows come back', async () => {
  const { tenancy, deletions } = platform
  const { id } = await tenancy.tenants.create({ slug: 'mill', name: 'Mill', plugins: ['acme-larder'] })
  await addMember(platform, id, { name: 'Mia', email: 'mia@mill.example', archetype: 'admin' })
  const mia = await platform.signIn('mia@mill.example')
  await mia('POST', '/api/acme-shelves', { name: 'Low' })
  await boss('POST', '/api/plugins/acme-larder/removal', { confirm: 'acme-larder' })
  await deletions.ask(id, { slug: 'mill' }, await tenancy.contextForSystem(id, 'test', { fresh: true }))
  await deletions.purge(id, { isNow: true })
  expect(await asOwner(`select from guildhall_archive.acme_shelves where tenant_id = '${id}'`)).toEqual([])
  expect((await boss('POST', '/api/plugin-removals/acme-larder/restore')).statusCode).toBe(200)
  expect(await asOwner('select name from public.acme_shelves')).toEqual([{ name: 'Top' }])
  expect((await admin('GET', '/api/acme-jars')).data).toHaveLength(2)
})

test('after its time the worker purges it, and not a day before', async () => {
  await boss('POST', '/api/plugins/acme-larder/removal', { confirm: 'acme-larder' })
  platform.clock.set('2026-04-09T09:00:00.000Z')
  await platform.tidy()
  expect(await platform.removals.list()).toHaveLength(1)
  platform.clock.set('2026-04-09T11:00:00.000Z')
  await platform.tidy()
  expect(await platform.removals.list()).toEqual([])
  await expect(platform.removals.restore('acme-larder')).rejects.toMatchObject({ code: 'plugins.no_archive' })
  expect(await asOwner(`select relname from pg_class where relname like 'acme_%'`)).toEqual([])
})

async function contents() {
  return [
    await asOwner('select * from public.acme_shelves order by id'),
    await asOwner('select * from public.acme_jars order by id'),
    await asOwner(`select * from guildhall.tenant_plugins where plugin = 'acme-larder'`),
    await asOwner(`select * from guildhall.migrations where plugin = 'acme-larder'`),
  ]
}

async function asOwner(text: string): Promise<object[]> {
  const client = new pg.Client(platform.urls.ownerUrl)
  await client.connect()
  const { rows } = await client.query(text)
  await client.end()
  return rows
}

async function writeMigrations() {
  const database = await createTestDatabase()
  const installed = installPlugins(corePlugin({} as never), [larder, labels])
  for (const plugin of ['acme-larder', 'acme-labels'])
    await newMigration({ ...database, plugin, name: 'tables', sources: migrationSources(installed, repositoryRoot) })
  await database.drop()
}
