import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { tenantTables } from '../../core/src/plugins/laws/second-wall.ts'
import { type Business, openStudio, type Studio } from '../studio.ts'

const passphrase = 'a passphrase of some length'
let studio: Studio
let north: Business
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guildhall-archives-'))
  studio = await openStudio()
  north = await studio.business({ slug: 'north', name: 'North' })
  const nora = await north.person('Nora', 'admin')
  const { id: project } = await nora.make('projects', { name: 'P' })
  for (let index = 0; index < 30; index++) await nora.make('tasks', { project, title: `Task ${index}` })
  await studio.person('Ana', 'admin')
  await studio.platform.events.drain()
})
afterAll(async () => {
  await studio?.close()
  await rm(folder, { recursive: true, force: true })
})

const rowsOf = async (tenantId: string) => {
  const tables = await tenantTables(studio.platform.urls.ownerUrl)
  const counted = await Promise.all(
    tables.map(async ({ table }) => {
      const [row] = await studio.query(`select count(*)::int as rows from ${table} where tenant_id = $1`, [tenantId])
      return row.rows as number
    }),
  )
  return counted.reduce((sum, rows) => sum + rows, 0)
}

it('a deletion that is killed in the middle goes on where it was, and nobody beside it notices', async () => {
  const { platform } = studio
  const file = join(folder, 'north')
  await pipeline(await platform.archives.write(north.tenantId, { passphrase }), createWriteStream(file))
  const before = await platform.archives.check(file, passphrase)
  const beside = await rowsOf(studio.tenantId)
  const by = await platform.tenancy.contextForSystem(north.tenantId, 'test')
  await platform.deletions.ask(north.tenantId, { slug: 'north', days: 0, eraseUsers: true }, by)

  const child = spawn(
    process.execPath,
    [
      '--conditions=source',
      fileURLToPath(new URL('programs/purge.ts', import.meta.url)),
      platform.urls.ownerUrl,
      north.tenantId,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  let batches = 0
  for await (const chunk of child.stdout) {
    batches += String(chunk).split('\n').length - 1
    expect(String(chunk)).not.toContain('over')
    if (batches > 12) break
  }
  child.kill('SIGKILL')
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  const left = await rowsOf(north.tenantId)
  expect(left).toBeGreaterThan(0)
  expect(left).toBeLessThan(before.tables.reduce((sum, { rows }) => sum + rows, 0))
  await expect(platform.tenancy.contextForSystem(north.tenantId, 'test', { fresh: true })).rejects.toMatchObject({
    code: 'tenancy.not_found',
  })
  // Half a business cannot be taken back.
  await expect(platform.deletions.takeBack(north.tenantId, by)).rejects.toMatchObject({
    code: 'tenancy.not_being_deleted',
  })

  // Two workers at once: one does it, the other sees that it is being done.
  while (!(await platform.deletions.find(north.tenantId))?.purgedAt) {
    await Promise.all([platform.deletions.work(), platform.deletions.work()])
    await sleep(50)
  }
  expect(await rowsOf(north.tenantId)).toBe(0)
  expect(await rowsOf(studio.tenantId)).toBe(beside)
  const stone = await platform.deletions.find(north.tenantId)
  expect(stone).toMatchObject({ slug: 'north', name: 'North', usersErased: 1, counts: { 'public.tasks': 30 } })
})

it('a restore that is killed in the middle leaves nothing; the next one brings all of it', async () => {
  const { platform } = studio
  const file = join(folder, 'north')
  // Others hold the table that it fills last: it waits in the middle until its connection is cut.
  const holder = new pg.Client({ connectionString: platform.urls.ownerUrl })
  await holder.connect()
  await holder.query('begin; lock table public.tasks in exclusive mode')
  const cut = platform.archives.restore(file, { passphrase })
  const refused = expect(cut).rejects.toThrow()
  await expect
    .poll(
      () =>
        studio.query(
          `select pg_terminate_backend(pid) as cut from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and pid <> pg_backend_pid()`,
        ),
      { timeout: 30_000 },
    )
    .toEqual([{ cut: true }])
  await holder.query('rollback')
  await holder.end()
  await refused
  expect(await rowsOf(north.tenantId)).toBe(0)
  expect(await platform.tenancy.tenants.find({ slug: 'north' })).toBeNull()
  expect(await studio.query(`select from guildhall.users where email = 'nora@north.example'`)).toEqual([])
  const restored = await platform.archives.restore(file, { passphrase })
  expect(restored).toMatchObject({ slug: 'north', newUsers: 1 })
  expect(
    await studio.query('select count(*)::int as n from public.tasks where tenant_id = $1', [north.tenantId]),
  ).toEqual([{ n: 30 }])
})
