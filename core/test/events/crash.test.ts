import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import { beds, type Garden, noteTaker, openGarden, type Tenant } from './garden.ts'
import { until } from './until.ts'

let garden: Garden
const children: ChildProcess[] = []
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  await garden.close()
})

const program = fileURLToPath(new URL('programs/deliver.ts', import.meta.url))

/** Starts a process that delivers and comes back when it says that it has got somewhere. */
async function deliverElsewhere(where = ''): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--conditions=source', program, JSON.stringify(garden.urls), where], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  await said(child, 'ready')
  return child
}

function said(child: ChildProcess, word: string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error(`It ended before it said ${word}`)))
    child.stdout?.on('data', (chunk: Buffer) => chunk.toString().includes(word) && resolve())
  })
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
  // Nobody else delivers now: it is the dead one's heart that has not beaten for a minute, of which nobody took notice yet.
  await garden.ask(`update pgboss.job set heartbeat_on = heartbeat_on - interval '1 minute' where state = 'active'`)
  await garden.ask(`update pgboss.queue set monitor_claim_on = null, monitor_on = null`)
}

const plant = async (tenant: Tenant) =>
  (await garden.as(tenant, (scope) => scope.records(beds).create({ name: 'Bed' }))).id
const water = (tenant: Tenant, id: string) => garden.as(tenant, (scope) => scope.records(beds).act(id, 'water'))

/** What a dead process had taken is given back; then it is delivered here. */
async function deliverAll(tenant: Tenant, count: number): Promise<string[]> {
  for (const end = Date.now() + 70_000; Date.now() < end; ) {
    await garden.events.drain({ hurry: true })
    const found = await garden.notes(tenant)
    const waiting = await garden.ask(`select from pgboss.job where state < 'completed'`)
    if (found.length >= count && waiting.length === 0) return found
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  throw new Error(`Only ${(await garden.notes(tenant)).length} of ${count} were delivered`)
}

describe('when a process is killed', () => {
  const handlers = [noteTaker('diary', 'garden.beds.*', 'diary:all')]

  test.each(['in the handler', 'after the commit'])(
    '%s, the event is delivered once all the same',
    async (where) => {
      garden = await openGarden({ handlers })
      const tenant = await garden.tenant()
      const child = await deliverElsewhere(where)
      const there = said(child, 'there')
      const id = await plant(tenant)
      await water(tenant, id)
      await there
      await kill(child)
      expect(await garden.notes(tenant)).toHaveLength(where === 'in the handler' ? 0 : 1)
      const found = await deliverAll(tenant, 2)
      expect(found.map((note) => note.slice(-2))).toEqual(['v1', 'v2'])
    },
    100_000,
  )

  test('again and again at any moment, nothing is lost, nothing doubled and no order broken', async () => {
    garden = await openGarden({ handlers })
    const tenant = await garden.tenant()
    const ids = await Promise.all(Array.from({ length: 16 }, () => plant(tenant)))
    let writing = true
    const rounds = (async () => {
      let times = 0
      for (; writing; times++) for (const id of ids) await water(tenant, id)
      return times
    })()
    for (let deaths = 0; deaths < 5; deaths++) {
      const before = (await garden.notes(tenant)).length
      const child = await deliverElsewhere()
      // Some time after it has begun; or never, where all that it could do was another's who died.
      await until(async () => (await garden.notes(tenant)).length > before, 4_000).catch(() => {})
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 400))
      await kill(child)
    }
    writing = false
    const times = await rounds
    const delivered = (await garden.notes(tenant)).length
    expect(delivered).toBeGreaterThan(0)
    const found = await deliverAll(tenant, ids.length * (times + 1))
    expect(found).toHaveLength(ids.length * (times + 1))
    for (const id of ids) {
      const versions = found.filter((note) => note.includes(id.slice(-4))).map((note) => Number(note.split(' v')[1]))
      expect(versions).toEqual(Array.from({ length: times + 1 }, (_, index) => index + 1))
    }
  }, 140_000)
})
