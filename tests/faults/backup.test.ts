import { createWriteStream } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { writeBackup } from '../../core/src/backup/backup.ts'
import { checkBackup, restoreBackup } from '../../core/src/backup/restore.ts'
import { withClient } from '../../core/src/database/provision.ts'
import { findBreaches } from '../../core/src/database/walls.ts'
import { loadPreset } from '../../core/src/first-start/load-preset.ts'
import { readPreset } from '../../core/src/first-start/preset.ts'
import { createTestPlatform, type TestPlatform, testPassword } from '../../core/testing/index.ts'
import config from '../../platform.config.ts'
import { actor } from '../business.ts'

const passphrase = 'a passphrase of some length'
let source: TestPlatform
let elena: ReturnType<typeof actor>
let folder: string
let sealed: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guildhall-backup-'))
  source = await createTestPlatform({ plugins: config.plugins })
  const preset = readPreset(new URL('../../presets/', import.meta.url), 'demo')
  const { plugins, settings } = preset
  const { id } = await source.tenancy.tenants.create({ ...preset.tenant, plugins, settings })
  await loadPreset(source, id, preset, { password: testPassword })
  elena = actor(await source.signIn('elena@studionord.example'))
  // What the demo business did has not been handed over yet.
  sealed = await backUp('sealed', { passphrase })
})
afterAll(async () => {
  await source?.close()
  await rm(folder, { recursive: true, force: true })
})

async function backUp(name: string, options = {}): Promise<string> {
  const { events, installed, engine } = source
  const handlers = { event: installed.handlers.map((each) => each.name), job: events.jobs.map((each) => each.name) }
  const parts = { pool: events.pool, handlers, now: () => engine.clock.now(), secret: 'a secret of the installation' }
  const path = join(folder, name)
  await pipeline(await writeBackup(parts, options), createWriteStream(path))
  return path
}

async function openEmpty(): Promise<TestPlatform> {
  const platform = await createTestPlatform({ plugins: config.plugins })
  onTestFinished(() => platform.close())
  return platform
}

const restoreInto = ({ urls }: TestPlatform, path: string, given: string | undefined = passphrase) =>
  withClient(urls.ownerUrl, (client) => restoreBackup(client, { path, passphrase: given }))

test('an installation is backed up while people work, and what is restored from it is the same and works', async () => {
  const names = Array.from({ length: 20 }, (_, n) => `Made meanwhile ${n}`)
  const working = Promise.all(names.map((name) => elena.post('/companies', { name })))
  const path = await backUp('meanwhile', { passphrase })
  expect((await working).map(({ status }) => status)).toEqual(names.map(() => 201))

  const other = await openEmpty()
  const manifest = await restoreInto(other, path)
  expect(manifest.tables.find(({ name }) => name === 'guildhall.history')?.rows).toBeGreaterThan(10)
  // Signing in, reading, writing, the past, what was owed to subscribers: as before.
  const there = actor(await other.signIn('elena@studionord.example'))
  const tasks = (await there.list('tasks')).body
  expect(tasks.map(({ id }: { id: string }) => id)).toEqual(
    (await elena.list('tasks')).body.map(({ id }: { id: string }) => id),
  )
  const project = (await there.list('projects')).body[0]
  expect((await there.get(`/projects/${project.id}/history`)).body).toEqual(
    (await elena.get(`/projects/${project.id}/history`)).body,
  )
  expect((await there.post('/projects', { name: 'After the restore' })).status).toBe(201)
  await other.events.drain()
  const { rows } = await other.events.pool.query(
    `select (select count(*)::int from guildhall.outbox where position is null) as waiting,
       (select count(*)::int from guildhall.held_deliveries) as held`,
  )
  expect(rows).toEqual([{ waiting: 0, held: 0 }])
  // The walls stand, and constraints hold as before.
  const app = new URL(other.urls.appUrl).username
  expect(await withClient(other.urls.ownerUrl, (client) => findBreaches(client, app))).toEqual([])
  expect((await there.post('/projects', { name: 'Of nobody', client: project.id })).status).toBe(422)
})

test('what is restored is backed up the same again, table by table', async () => {
  const other = await openEmpty()
  const before = await restoreInto(other, sealed)
  const parts = {
    pool: other.events.pool,
    handlers: { event: [], job: [] },
    now: () => 'later',
    secret: 'a secret of the installation',
  }
  const path = join(folder, 'again')
  await pipeline(await writeBackup(parts, { passphrase }), createWriteStream(path))
  expect((await checkBackup(path, passphrase)).tables).toEqual(before.tables)
})

test('it is not restored over anybody, and a refused one leaves nothing', async () => {
  await expect(restoreInto(source, sealed)).rejects.toMatchObject({ code: 'archives.not_empty' })
  const other = await openEmpty()
  const bytes = await readFile(await backUp('open'))
  const damaged = join(folder, 'damaged')
  await writeFile(damaged, bytes.subarray(0, bytes.length - 2000))
  await expect(restoreInto(other, damaged, undefined)).rejects.toMatchObject({ code: 'archives.damaged' })
  await expect(restoreInto(other, sealed, 'another passphrase')).rejects.toMatchObject({
    code: 'archives.passphrase_wrong',
  })
  const { rows } = await other.events.pool.query('select count(*)::int as users from guildhall.users')
  expect(rows).toEqual([{ users: 0 }])
  // And then it goes well.
  await restoreInto(other, sealed)
})

test('a restore that is broken off leaves the installation empty, and can be done again', async () => {
  const other = await openEmpty()
  const broken = withClient(other.urls.ownerUrl, async (client) => {
    let tables = 0
    await restoreBackup(client, {
      path: sealed,
      passphrase,
      onProgress: () => {
        if (++tables === 5)
          void other.events.pool.query('select pg_terminate_backend($1)', [
            (client as never as { processID: number }).processID,
          ])
      },
    })
  })
  await expect(broken).rejects.toThrow()
  const { rows } = await other.events.pool.query('select count(*)::int as users from guildhall.users')
  expect(rows).toEqual([{ users: 0 }])
  expect((await restoreInto(other, sealed)).tenants).toBeGreaterThan(0)
})

test('what waits of a plugin that was removed stays behind', async () => {
  await source.events.pool.query('create table guildhall_archive.leftovers (id uuid)')
  const path = await backUp('without leftovers', { passphrase })
  await source.events.pool.query('drop table guildhall_archive.leftovers')
  const manifest = await restoreInto(await openEmpty(), path)
  expect(manifest.tables.filter(({ name }) => name.startsWith('guildhall_archive'))).toEqual([])
})

test('only a sealed one carries the secret', async () => {
  expect((await checkBackup(sealed, passphrase)).secret).toBe('a secret of the installation')
  const open = await checkBackup(await backUp('unsealed'), undefined)
  expect(open.secret).toBeUndefined()
  expect(JSON.stringify(open)).not.toContain('a secret of the installation')
})
