import { afterEach, expect, test } from 'vitest'
import { listDeadLetters } from '../../src/events/dead-letters.ts'
import { beds, type Garden, noteTaker, openGarden } from './garden.ts'

let garden: Garden
afterEach(() => garden.close())

const later = (days: number) => garden.clock.set(new Date(Date.now() + days * 86_400_000).toISOString())
const count = async (table: string) => (await garden.ask(`select from guildhall.${table}`)).length

test('what is over is removed after its time, and what is still owed to somebody stays', async () => {
  let broken = true
  garden = await openGarden({
    retentionDays: 14,
    handlers: [
      noteTaker('diary', '*.beds.created'),
      noteTaker('post', '*.beds.created', 'post:failing', async () => {
        if (broken) throw new Error('no')
      }),
    ],
  })
  const tenant = await garden.tenant()
  const bed = await garden.as(tenant, (scope) => scope.records(beds).create({ name: 'Roses' }))
  await garden.as(tenant, (scope) => scope.records(beds).act(bed.id, 'water'))
  await garden.events.drain({ hurry: true })
  const before = { events: await count('outbox'), handled: await count('handled') }
  expect(before).toEqual({ events: 3, handled: 1 })

  later(13)
  expect(await garden.events.prune()).toEqual({ events: 0, handled: 0, runs: 0 })
  later(15)
  // Written just now, and not dispatched yet.
  await garden.as(tenant, (scope) => scope.records(beds).create({ name: 'Tulips' }))
  expect(await garden.events.prune()).toEqual({ events: 2, handled: 0, runs: 0 })
  expect(await garden.events.prunedTo()).toBe(3n)

  broken = false
  const { rows } = await listDeadLetters(garden.database, await garden.context(tenant), {
    from: 0,
    limit: 9,
    filter: {},
  })
  await garden.events.retryDeadLetter(tenant.id, rows[0]?.id ?? '')
  await garden.events.drain()
  expect((await garden.notes(tenant)).filter((note) => note.startsWith('post:failing'))).toHaveLength(2)
  later(40)
  const pruned = await garden.events.prune()
  expect(pruned.handled).toBeGreaterThan(0)
  expect(await count('outbox')).toBe(0)
  // Positions go on from where they were.
  await garden.as(tenant, (scope) => scope.records(beds).create({ name: 'Lilies' }))
  await garden.events.drain()
  const [next] = await garden.ask<{ position: string }>('select min(position) as position from guildhall.outbox')
  expect(Number(next?.position)).toBeGreaterThan(3)
})
