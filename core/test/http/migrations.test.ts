import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { definePlugin } from '@guildhall/sdk'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withClient } from '../../src/database/provision.ts'
import { addMember, type Caller, createTestPlatform, type TestPlatform, testPassword } from '../../testing/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'guildhall-migrations-'))
const write = (name: string, sql: string) => writeFileSync(join(folder, name), sql)
write('0001_first.sql', 'create table public.first (id int);')
const notes = definePlugin({ name: 'notes', version: '1.0.0', migrations: pathToFileURL(`${folder}/`) })

let platform: TestPlatform
let root: Caller
let admin: Caller

beforeAll(async () => {
  platform = await createTestPlatform({ plugins: [notes] })
  const { id } = await platform.tenancy.tenants.create({ slug: 'shop', name: 'Shop' })
  await addMember(platform, id, { email: 'ana@shop.example', name: 'Ana', archetype: 'admin' })
  await platform.identity.createUser({
    email: 'root@example.org',
    name: 'Root',
    password: testPassword,
    superadmin: true,
  })
  admin = await platform.signIn('ana@shop.example')
  root = await platform.signIn('root@example.org')
})
afterAll(async () => {
  await platform?.close()
  rmSync(folder, { recursive: true })
})

const run = () => root('POST', '/api/migrations/run')
const states = async () => {
  const { data } = await root('GET', '/api/migrations')
  const { migrations } = data.find(({ plugin }: { plugin: string }) => plugin === 'notes')
  return migrations.map(({ name, state }: { name: string; state: string }) => [name, state])
}

test('a superadmin sees what was applied, when, and with which checksum; nobody else does', async () => {
  const { data } = await root('GET', '/api/migrations')
  expect(data.map(({ plugin }: { plugin: string }) => plugin)).toEqual(['core', 'notes'])
  expect(data[1]).toEqual({
    plugin: 'notes',
    version: '1.0.0',
    migratedTo: '1.0.0',
    migrations: [
      {
        plugin: 'notes',
        name: '0001_first.sql',
        state: 'applied',
        checksum: expect.stringMatching(/^[0-9a-f]{64}$/),
        appliedAt: expect.stringMatching(/Z$/),
      },
    ],
  })
  for (const [method, url] of [
    ['GET', '/api/migrations'],
    ['POST', '/api/migrations/run'],
  ] as const) {
    expect((await admin(method, url)).data.code).toBe('auth.superadmin_only')
    expect((await platform.app.inject({ method, url })).statusCode).toBe(401)
  }
})

test('what a release brought is pending until a superadmin runs it; it is kept who did', async () => {
  write('0002_second.sql', 'create table public.second (id int);')
  expect(await states()).toEqual([
    ['0001_first.sql', 'applied'],
    ['0002_second.sql', 'pending'],
  ])
  expect((await run()).data.ran).toMatchObject([{ plugin: 'notes', name: '0002_second.sql' }])
  expect(await states()).toEqual([
    ['0001_first.sql', 'applied'],
    ['0002_second.sql', 'applied'],
  ])
  expect((await run()).data).toEqual({ ran: [] })
  const past = await withClient(platform.urls.ownerUrl, (client) =>
    client.query(`select h.after, a.label from guildhall.history h join guildhall.actors a on a.id = h.actor_id
      where h.resource = 'migrations'`),
  )
  expect(past.rows).toMatchObject([{ label: 'Root', after: { migrations: [{ name: '0002_second.sql' }] } }])
})

test('of two who run them at once one does, the other is told so', async () => {
  write('0003_slow.sql', 'select pg_sleep(1); create table public.slow (id int);')
  const answers = await Promise.all([run(), run()])
  const [done, other] = answers.sort((one, two) => one.statusCode - two.statusCode)
  expect([done?.statusCode, done?.data.ran.length]).toEqual([200, 1])
  expect([other?.statusCode, other?.data.code]).toEqual([409, 'migrations.running'])
})

test('one that fails leaves the old state and says where it failed', async () => {
  write('0004_bad.sql', 'create table public.fourth (id int);\nselect nonsense;')
  const { statusCode, data } = await run()
  expect([statusCode, data.code]).toEqual([409, 'migrations.failed'])
  expect(data.params).toMatchObject({ plugin: 'notes', file: '0004_bad.sql', statement: 2, line: 2 })
  expect(data.message).toContain('0004_bad.sql')
  expect((await states()).at(-1)).toEqual(['0004_bad.sql', 'pending'])
  const { rows } = await withClient(platform.urls.ownerUrl, (client) =>
    client.query(`select to_regclass('public.fourth') as found`),
  )
  expect(rows).toEqual([{ found: null }])
  rmSync(join(folder, '0004_bad.sql'))
})

test('a file that was altered is shown as such, and nothing is run before it is put back', async () => {
  write('0001_first.sql', 'create table public.other (id int);')
  write('0004_good.sql', 'create table public.fourth (id int);')
  expect((await states())[0]).toEqual(['0001_first.sql', 'changed'])
  const { statusCode, data } = await run()
  expect([statusCode, data.code, data.params]).toEqual([
    409,
    'migrations.changed',
    { plugin: 'notes', file: '0001_first.sql' },
  ])
  expect((await states()).at(-1)).toEqual(['0004_good.sql', 'pending'])
  write('0001_first.sql', 'create table public.first (id int);')
  expect((await run()).data.ran).toHaveLength(1)
  rmSync(join(folder, '0004_good.sql'))
  expect((await states()).at(-1)).toEqual(['0004_good.sql', 'missing'])
  expect((await run()).data.code).toBe('migrations.missing')
})
