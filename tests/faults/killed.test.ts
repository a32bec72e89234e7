import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readEnvironment } from '../../core/src/config/environment.ts'
import { startDatabase } from '../../core/src/database/start.ts'
import { repositoryRoot } from '../../core/testing/index.ts'
import { type Call, type Server, signIn, startServer } from './server.ts'

let data: string
let server: Server | undefined
beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), 'guildhall-fault-'))
})
afterAll(async () => {
  await server?.end('SIGKILL').catch(() => {})
  // A killed server leaves its PostgreSQL; starting and stopping once more ends it in order.
  await (await startDatabase(readEnvironment({ GUILDHALL_DATA: data }))).stop()
  rmSync(data, { recursive: true, force: true })
})

interface Sent {
  readonly key: string
  readonly name: string
  id?: string
}

test('a server killed in the middle of writes and deliveries loses nothing and does nothing twice', {
  timeout: 180_000,
}, async () => {
  server = await startServer({ GUILDHALL_DATA: data })
  const password = server.said.demos?.[0]?.password ?? ''
  const sent: Sent[] = []
  for (let round = 0; round < 2; round += 1) {
    const elena = await signIn(server.address, 'elena@studionord.example', password)
    const client = (await elena('GET', `/clients?range=${encodeURIComponent('[0,0]')}`)).body as unknown as {
      id: string
    }[]
    const writers = Array.from({ length: 6 }, () => writeUntilItBreaks(elena, client[0]?.id ?? '', sent))
    await sleep(1_200)
    await server.end('SIGKILL')
    await Promise.all(writers)
    server = await startServer({ GUILDHALL_DATA: data })
  }
  expect(sent.filter(({ id }) => id).length).toBeGreaterThan(20)
  expect(sent.some(({ id }) => !id)).toBe(true)

  const elena = await signIn(server.address, 'elena@studionord.example', password)
  // Whoever got no answer asks again with the same key.
  for (const one of sent.filter(({ id }) => !id)) one.id = (await create(elena, one)).body.id
  const names = new Map<string, number>()
  const found = await everyRecord(elena)
  for (const { name } of found) names.set(name, (names.get(name) ?? 0) + 1)
  expect(sent.filter(({ name }) => names.get(name) !== 1)).toEqual([])
  expect(sent.every(({ id, name }) => found.some((record) => record.id === id && record.name === name))).toBe(true)

  const database = await startDatabase(readEnvironment({ GUILDHALL_DATA: data }))
  const owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
  // What was told is all delivered, in one place of the order each; nothing waits, nothing is dead.
  await expect
    .poll(async () => (await owner.query(undelivered)).rows[0], { timeout: 30_000, interval: 300 })
    .toEqual({ waiting: 0, missing: 0, dead: 0 })
  const told = await owner.query(
    `select count(*)::int as count, count(distinct payload ->> 'id')::int as records from guildhall.outbox where name = 'projects.projects.created'`,
  )
  expect(told.rows[0].count).toBe(told.rows[0].records)
  const history = await owner.query(
    `select count(*)::int as wrong from public.projects p where version <> (select count(*) from guildhall.history h where h.tenant_id = p.tenant_id and h.resource = 'projects' and h.record_id = p.id)`,
  )
  expect(history.rows[0].wrong).toBe(0)
  await owner.end()
  await database.stop()
  await server.end('SIGTERM')
})

test('a first start killed at any moment is finished by the next, and nothing is there twice', {
  timeout: 180_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'guildhall-fault-'))
  for (const delay of [0, 400, 1_500]) {
    const child = launch({ GUILDHALL_DATA: folder })
    await heard(child, /Making the (first administrator|demo business)|is ready/)
    await sleep(delay)
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  const finished = await startServer({ GUILDHALL_DATA: folder, GUILDHALL_ADMIN_PASSWORD: 'four words of mine' })
  const root = await signIn(finished.address, 'admin@guildhall.localhost', 'four words of mine').catch(() => undefined)
  const elena = await signIn(finished.address, 'elena@studionord.example', 'guildhall-demo')
  const total = async (resource: string) =>
    ((await elena('GET', `/${resource}?range=${encodeURIComponent('[0,499]')}`)).body as unknown as unknown[]).length
  expect([await total('clients'), await total('tasks'), await total('people'), await total('roles')]).toEqual([
    13, 56, 8, 5,
  ])
  // The last of the killed ones may have told its password, and was then the first start; otherwise ours counts.
  expect(root !== undefined || finished.said.administrator === undefined).toBe(true)
  await finished.end('SIGTERM')
  rmSync(folder, { recursive: true, force: true })
})

function launch(environment: Record<string, string>): ChildProcess {
  return spawn(process.execPath, ['--conditions=source', join(repositoryRoot, 'core/src/cli/main.ts'), 'start'], {
    cwd: repositoryRoot,
    env: { PATH: process.env.PATH, PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

function heard(child: ChildProcess, words: RegExp): Promise<void> {
  return new Promise((resolve) => {
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => words.test(String(chunk)) && resolve())
    child.once('exit', () => resolve())
  })
}

const undelivered = `
  select (select count(*)::int from guildhall.outbox where position is null) as waiting,
    (select count(*)::int from guildhall.outbox o where name like '%.party_served' and not exists (
       select from guildhall.handled h where h.tenant_id = o.tenant_id and h.event_id = o.id)) as missing,
    (select count(*)::int from guildhall.held_deliveries) as dead`

async function writeUntilItBreaks(call: Call, client: string, sent: Sent[]): Promise<void> {
  for (;;) {
    const one: Sent = { key: randomUUID(), name: `Fault ${randomUUID()}` }
    sent.push(one)
    try {
      const { status, body } = await create(call, one, client)
      if (status !== 201) return
      one.id = body.id
    } catch {
      return
    }
  }
}

function create(call: Call, { key, name }: Sent, _client?: string) {
  return call('POST', '/projects', { name }, { 'idempotency-key': key })
}

async function everyRecord(call: Call): Promise<{ id: string; name: string }[]> {
  const all: { id: string; name: string }[] = []
  for (let from = 0; ; from += 500) {
    const page = (await call('GET', `/projects?range=${encodeURIComponent(`[${from},${from + 499}]`)}`))
      .body as unknown as { id: string; name: string }[]
    all.push(...page)
    if (page.length < 500) return all
  }
}
