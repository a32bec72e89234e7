import { afterEach, describe, expect, test } from 'vitest'
import { beds, type Garden, noteTaker, openGarden } from './garden.ts'
import { gate, until } from './until.ts'

let garden: Garden
afterEach(() => garden.close())

describe('events', () => {
  test('reach each subscriber once, and those of other events and tenants not at all', async () => {
    garden = await openGarden({
      handlers: [
        noteTaker('diary', '*.beds.created'),
        noteTaker('post', '*.beds.watered'),
        noteTaker('post', 'garden.beds.**', 'post:all'),
      ],
    })
    const [tenant, other] = [await garden.tenant(), await garden.tenant()]
    const bed = await garden.as(tenant, (scope) => scope.records(beds).create({ name: 'Roses' }))
    await garden.events.drain()
    await garden.events.drain()
    const tail = bed.id.slice(-4)
    expect((await garden.notes(tenant)).sort()).toEqual([
      `diary:*.beds.created created ${tail} v1`,
      `post:all created ${tail} v1`,
    ])
    expect(await garden.notes(other)).toEqual([])
  })

  test('of what was undone are never told', async () => {
    garden = await openGarden({ handlers: [noteTaker('diary', '*.beds.created')] })
    const tenant = await garden.tenant()
    const failing = garden.as(tenant, async (scope) => {
      await scope.records(beds).create({ name: 'Roses' })
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    await garden.events.drain()
    expect(await garden.notes(tenant)).toEqual([])
  })

  test('of a transaction that commits late are neither lost nor waited for', async () => {
    garden = await openGarden({ handlers: [noteTaker('diary', '*.beds.created')] })
    const tenant = await garden.tenant()
    const [written, commit] = [gate(), gate()]
    const late = garden.as(tenant, (scope) => scope.records(beds).create({ name: 'Late' }), {
      hold: async () => {
        written.open()
        await commit.passed
      },
    })
    await written.passed
    await garden.as(tenant, (scope) => scope.records(beds).create({ name: 'Early' }))
    await garden.events.drain()
    expect(await garden.notes(tenant)).toHaveLength(1)
    commit.open()
    const bed = await late
    await garden.events.drain()
    const found = await garden.notes(tenant)
    expect(found).toHaveLength(2)
    expect(found[1]).toContain(bed.id.slice(-4))
  })

  test('of one record come in the order they happened, also when the earlier transaction finished last', async () => {
    garden = await openGarden({ handlers: [noteTaker('diary', 'garden.beds.*')] })
    const tenant = await garden.tenant()
    const bed = await garden.as(tenant, (scope) => scope.records(beds).create({ name: 'Shared' }))
    const [begun, go] = [gate(), gate()]
    const first = garden.as(tenant, async (scope) => {
      await scope.records(beds).create({ name: 'Draws its transaction id first' })
      begun.open()
      await go.passed
      await scope.records(beds).update(bed.id, { name: 'Second change' })
    })
    await begun.passed
    await garden.as(tenant, (scope) => scope.records(beds).update(bed.id, { name: 'First change' }))
    go.open()
    await first
    await garden.events.drain()
    const tail = bed.id.slice(-4)
    expect((await garden.notes(tenant)).filter((note) => note.includes(tail)).map((note) => note.slice(-2))).toEqual([
      'v1',
      'v2',
      'v3',
    ])
  })

  test('keep the order of each record and come once with several workers at work', async () => {
    const act = () => new Promise<void>((resolve) => setTimeout(resolve, Math.random() * 15))
    garden = await openGarden({
      handlers: [
        noteTaker('diary', 'garden.beds.*', 'diary:all', act),
        noteTaker('post', '*.beds.watered', 'post:watered', act),
      ],
      concurrency: { events: 6 },
    })
    const [second, third] = [await garden.open(), await garden.open()]
    const tenant = await garden.tenant()
    for (const events of [garden.events, second, third]) await events.start()
    const waterings = 12
    const ids = await Promise.all(
      Array.from({ length: 6 }, async () => {
        const { id } = await garden.as(tenant, (scope) => scope.records(beds).create({ name: 'Bed' }))
        for (let times = 0; times < waterings; times++)
          await garden.as(tenant, (scope) => scope.records(beds).act(id, 'water'))
        return id
      }),
    )
    const expected = 6 * (waterings + 1) + 6 * waterings
    await until(async () => (await garden.notes(tenant)).length >= expected)
    await Promise.all([garden.events.drain(), second.drain()])
    const found = await garden.notes(tenant)
    expect(found).toHaveLength(expected)
    // Positions, by which the live stream goes, keep it too.
    const placed = await garden.ask<{ id: string; version: number }>(
      `select payload ->> 'id' as id, (payload ->> 'version')::int as version from guildhall.outbox
       where payload ->> 'resource' = 'beds' order by position`,
    )
    for (const id of ids) {
      const versions = (handler: string) =>
        found
          .filter((note) => note.startsWith(handler) && note.includes(id.slice(-4)))
          .map((note) => Number(note.split(' v')[1]))
      expect(placed.filter((one) => one.id === id).map(({ version }) => version)).toEqual(versions('diary:all'))
      expect(versions('diary:all')).toEqual(Array.from({ length: waterings + 1 }, (_, index) => index + 1))
      expect(versions('post:watered')).toEqual(Array.from({ length: waterings }, (_, index) => index + 2))
    }
  })

  test('do their work once when they are delivered twice', async () => {
    garden = await openGarden({ handlers: [noteTaker('diary', '*.beds.created')] })
    const tenant = await garden.tenant()
    await garden.as(tenant, (scope) => scope.records(beds).create({ name: 'Roses' }))
    await garden.events.drain()
    // As if the queue had forgotten what is done and the dispatcher what it dispatched.
    await garden.ask('delete from pgboss.job')
    await garden.ask('update guildhall.outbox set position = null')
    await garden.events.drain()
    const [queued] = await garden.ask<{ count: string }>(`select count(*) from pgboss.job where state = 'completed'`)
    expect(Number(queued?.count)).toBe(1)
    expect(await garden.notes(tenant)).toHaveLength(1)
  })

  test('travel as ids, with nothing of what they tell', async () => {
    garden = await openGarden({ handlers: [noteTaker('diary', '*.beds.created')] })
    const tenant = await garden.tenant()
    await garden.as(tenant, (scope) => scope.records(beds).create({ name: 'Ana Popescu', gardener: 'ana@example.org' }))
    await garden.events.drain()
    const [job] = await garden.ask<{ data: object; whole: string }>('select data, j::text as whole from pgboss.job j')
    expect(Object.keys(job?.data ?? {}).sort()).toEqual(['item', 'plugin', 'sequence', 'tenant'])
    expect(job?.whole).not.toMatch(/Ana|example/)
  })

  test('get positions without gaps, one after the other', async () => {
    garden = await openGarden()
    const tenant = await garden.tenant()
    const second = await garden.open()
    await Promise.all([
      ...Array.from({ length: 30 }, () => garden.as(tenant, (scope) => scope.records(beds).create({ name: 'Bed' }))),
      garden.events.drain(),
      second.drain(),
    ])
    await Promise.all([garden.events.drain(), second.drain()])
    const rows = await garden.ask<{ position: string }>('select position from guildhall.outbox order by position')
    expect(rows.map(({ position }) => Number(position))).toEqual(Array.from({ length: 30 }, (_, index) => index + 1))
  })
})

describe('in the process', () => {
  test('the bus tells what was committed, under the patterns that name it', async () => {
    garden = await openGarden()
    await garden.events.start()
    const tenant = await garden.tenant()
    const heard: string[] = []
    garden.events.bus.on('garden.*.created', ({ tenantId, occurrence }) =>
      heard.push(`${tenantId === tenant.id} ${occurrence.name}`),
    )
    garden.events.bus.on('garden.notes.*', () => heard.push('never'))
    const stop = garden.events.bus.on('**', () => heard.push('all'))
    await garden.as(tenant, (scope) => scope.records(beds).create({ name: 'Roses' }))
    await until(async () => heard.length >= 2)
    stop()
    await garden.as(tenant, (scope) => scope.records(beds).create({ name: 'Tulips' }))
    await until(async () => heard.length >= 3)
    expect(heard).toEqual(['true garden.beds.created', 'all', 'true garden.beds.created'])
  })
})
