import { DomainError } from '@guildhall/sdk'
import { afterEach, describe, expect, test } from 'vitest'
import { findDeadLetter, listDeadLetters } from '../../src/events/dead-letters.ts'
import { listToldEvents } from '../../src/events/delivery-list.ts'
import { beds, type Garden, notes, noteTaker, openGarden, type Tenant } from './garden.ts'

let garden: Garden
afterEach(() => garden.close())

const page = { from: 0, limit: 25, filter: {} }
const water = (tenant: Tenant, id: string) => garden.as(tenant, (scope) => scope.records(beds).act(id, 'water'))
const plant = async (tenant: Tenant) =>
  (await garden.as(tenant, (scope) => scope.records(beds).create({ name: 'Bed' }))).id

describe('a subscriber that fails', () => {
  test('is tried again, its own writes undone, and later events of the record wait for it', async () => {
    let broken = ''
    garden = await openGarden({
      handlers: [
        noteTaker('diary', 'garden.beds.*', 'diary:all', async (what, scope) => {
          if (!what.endsWith(`${broken} v1`)) return
          await scope.records(notes).create({ text: 'half done' })
          throw new Error('not yet')
        }),
      ],
    })
    const tenant = await garden.tenant()
    const id = await plant(tenant)
    await water(tenant, id)
    const other = await plant(tenant)
    broken = id.slice(-4)
    await garden.events.drain()
    // Other records go on.
    expect((await garden.notes(tenant)).map((note) => note.split(' ')[2])).toEqual([other.slice(-4)])
    broken = 'nothing'
    await garden.events.drain({ hurry: true })
    const found = await garden.notes(tenant)
    expect(found).toHaveLength(3)
    expect(found).not.toContain('half done')
    expect(found.filter((note) => note.includes(id.slice(-4))).map((note) => note.slice(-2))).toEqual(['v1', 'v2'])
    expect(found.filter((note) => note.includes(other.slice(-4)))).toHaveLength(1)
  })

  test('waits longer before each try', async () => {
    garden = await openGarden({
      retry: { limit: 5, delay: 10, maxDelay: 1000 },
      handlers: [
        noteTaker('diary', '*.beds.created', 'diary:all', async () => {
          throw new Error('never')
        }),
      ],
    })
    const tenant = await garden.tenant()
    await plant(tenant)
    const waits: number[] = []
    for (let round = 0; round < 3; round++) {
      await (round === 0 ? garden.events.drain() : once())
      const [job] = await garden.ask<{ wait: number }>(
        `select extract(epoch from start_after - now())::float as wait from pgboss.job where state = 'retry'`,
      )
      waits.push(job?.wait ?? 0)
    }
    expect(waits[0]).toBeGreaterThan(3)
    expect(waits[2]).toBeGreaterThan((waits[0] ?? 0) * 1.5)

    async function once() {
      await garden.ask(`update pgboss.job set start_after = now() where state = 'retry'`)
      await garden.events.drain()
    }
  })

  test('leaves a dead letter, which an administrator of the tenant sees and sends again', async () => {
    let broken = true
    garden = await openGarden({
      handlers: [
        noteTaker('diary', 'garden.beds.*', 'diary:all', async (what) => {
          if (broken && what.endsWith('v1')) throw new DomainError('diary.full', 409)
        }),
      ],
    })
    const [tenant, other] = [await garden.tenant(), await garden.tenant()]
    const id = await plant(tenant)
    await water(tenant, id)
    await garden.events.drain({ hurry: true })
    // The queue goes on behind a dead letter.
    expect((await garden.notes(tenant)).map((note) => note.slice(-2))).toEqual(['v2'])

    const context = await garden.context(tenant)
    const { rows, total } = await listDeadLetters(garden.database, context, page)
    expect(total).toBe(1)
    expect(rows[0]).toMatchObject({
      kind: 'event',
      plugin: 'diary',
      handler: 'diary:all',
      about: `beds/${id}`,
      attempts: 3,
      error: 'diary.full',
      event: { name: 'garden.beds.created' },
    })
    const letter = rows[0]?.id ?? ''

    const foreign = await garden.context(other)
    expect((await listDeadLetters(garden.database, foreign, page)).total).toBe(0)
    expect(await findDeadLetter(garden.database, foreign, letter)).toBeNull()
    await expect(garden.events.retryDeadLetter(other.id, letter)).rejects.toMatchObject({
      code: 'events.dead_letter_unknown',
    })

    await garden.events.retryDeadLetter(tenant.id, letter)
    await garden.events.drain({ hurry: true })
    expect((await listDeadLetters(garden.database, context, page)).rows).toMatchObject([{ id: letter, attempts: 3 }])
    broken = false
    await garden.events.retryDeadLetter(tenant.id, letter)
    await expect(garden.events.retryDeadLetter(tenant.id, letter)).rejects.toMatchObject({ status: 404 })
    await garden.events.drain()
    expect((await garden.notes(tenant)).map((note) => note.slice(-2))).toEqual(['v2', 'v1'])
    expect((await listDeadLetters(garden.database, context, page)).total).toBe(0)
  })
})

test('an administrator sees of each fact whom it reached, who waits, and who is owed nothing', async () => {
  let broken = true
  garden = await openGarden({
    handlers: [
      noteTaker('diary', 'garden.beds.*', 'diary:all'),
      noteTaker('post', 'garden.beds.created', 'post:new', async () => {
        if (broken) throw new Error('not yet')
      }),
    ],
  })
  const [tenant, other] = [await garden.tenant(), await garden.tenant()]
  const told = async (name = 'garden.beds.created') =>
    (await listToldEvents(garden.events, await garden.context(tenant), { ...page, filter: { name } })).rows
  const states = async () => (await told())[0]?.deliveries.map(({ handler, state }) => `${handler} ${state}`)
  const id = await plant(tenant)
  await garden.events.drain()
  expect(await told()).toMatchObject([{ name: 'garden.beds.created', about: `beds/${id}` }])
  expect(await states()).toEqual(['diary:all done', 'post:new retrying'])
  await garden.events.drain({ hurry: true })
  expect(await states()).toEqual(['diary:all done', 'post:new failed'])
  broken = false
  await garden.turn(tenant, 'diary', false)
  await water(tenant, id)
  await garden.events.drain()
  expect(await told('garden.beds.watered')).toMatchObject([{ about: `beds/${id}`, deliveries: [] }])
  const foreign = await listToldEvents(garden.events, await garden.context(other), page)
  expect(foreign).toMatchObject({ rows: [], total: 0 })
})

describe('a plugin that is off for a tenant', () => {
  test('is told nothing, and other tenants and plugins notice nothing', async () => {
    garden = await openGarden({ handlers: [noteTaker('diary', '*.beds.created'), noteTaker('post', '*.beds.created')] })
    const [tenant, other] = [await garden.tenant(), await garden.tenant()]
    await garden.turn(tenant, 'diary', false)
    await plant(tenant)
    await plant(other)
    await garden.events.drain()
    expect((await garden.notes(tenant)).map((note) => note.split(':')[0])).toEqual(['post'])
    expect(await garden.notes(other)).toHaveLength(2)
    await garden.turn(tenant, 'diary', true)
    await garden.events.drain()
    // What happened while it was off is its onEnable's to catch up with.
    expect(await garden.notes(tenant)).toHaveLength(1)
  })

  test('has its retries parked until it is on again, and then they come first', async () => {
    let broken = true
    garden = await openGarden({
      handlers: [
        noteTaker('diary', 'garden.beds.*', 'diary:all', async () => {
          if (broken) throw new Error('not yet')
        }),
      ],
    })
    const tenant = await garden.tenant()
    const id = await plant(tenant)
    await water(tenant, id)
    await garden.events.drain()
    await garden.turn(tenant, 'diary', false)
    broken = false
    await garden.events.drain({ hurry: true })
    expect(await garden.notes(tenant)).toEqual([])
    expect(await queued()).toBe(0)
    expect((await listDeadLetters(garden.database, await garden.context(tenant), page)).total).toBe(0)
    await water(tenant, id)
    await garden.turn(tenant, 'diary', true)
    await water(tenant, id)
    await garden.events.drain({ hurry: true })
    // v3 happened before it was on again; both it and v4 were dispatched afterwards.
    expect((await garden.notes(tenant)).map((note) => note.slice(-2))).toEqual(['v1', 'v2', 'v3', 'v4'])
  })

  test('is still owed what happened before it was switched off', async () => {
    garden = await openGarden({ handlers: [noteTaker('diary', '*.beds.created')] })
    const tenant = await garden.tenant()
    await plant(tenant)
    await new Promise((resolve) => setTimeout(resolve, 5))
    await garden.turn(tenant, 'diary', false)
    await garden.events.drain()
    expect(await garden.notes(tenant)).toEqual([])
    await garden.turn(tenant, 'diary', true)
    await garden.events.drain()
    expect(await garden.notes(tenant)).toHaveLength(1)
  })

  const queued = async () =>
    Number((await garden.ask<{ count: string }>(`select count(*) from pgboss.job where state < 'completed'`))[0]?.count)
})
