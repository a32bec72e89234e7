import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readEnvironment } from '../../core/src/config/environment.ts'
import { startDatabase } from '../../core/src/database/start.ts'
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
  const password = server.said.demo?.password ?? ''
  const sent: Sent[] = []
  for (let round = 0; round < 3; round += 1) {
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
  expect(sent.filter(({ id }) => id).length).toBeGreaterThan(30)
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
