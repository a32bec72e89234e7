import { afterEach, describe, expect, test } from 'vitest'
import { listDeadLetters } from '../../src/events/dead-letters.ts'
import { openEvents } from '../../src/events/index.ts'
import { describeJobs, findRun, listRuns } from '../../src/events/job-list.ts'
import { type Garden, notes, openGarden, type Setup } from './garden.ts'
import { gate, until } from './until.ts'

let garden: Garden
afterEach(() => garden?.close())

const page = { from: 0, limit: 25, filter: {} }
type Jobs = NonNullable<NonNullable<Setup['plugins']>[number]['jobs']>
const diary = (jobs: Jobs): Setup => ({ plugins: [{ name: 'diary', jobs }] })
const nightly: Jobs[string] = {
  cron: '5 0 * * *',
  run: async (scope) => void (await scope.records(notes).create({ text: 'nightly' })),
}

async function at(now: string): Promise<number> {
  garden.clock.set(now)
  return garden.events.runDueJobs()
}

describe('jobs on a schedule', () => {
  test('run at the tenant’s own midnight, once, whoever looks and how often', async () => {
    garden = await openGarden(diary({ nightly }))
    const second = await garden.open()
    const [bucharest, lisbon] = [await garden.tenant('Europe/Bucharest'), await garden.tenant('Europe/Lisbon')]
    expect(await at('2026-06-01T12:00:00.000Z')).toBe(0)
    expect(await at('2026-06-01T20:59:00.000Z')).toBe(0)
    garden.clock.set('2026-06-01T21:05:00.000Z')
    const looks = await Promise.all([garden.events.runDueJobs(), second.runDueJobs(), garden.events.runDueJobs()])
    expect(looks.reduce((sum, one) => sum + one)).toBe(1)
    await Promise.all([garden.events.drain(), second.drain()])
    expect(await garden.notes(bucharest)).toEqual(['nightly'])
    expect(await garden.notes(lisbon)).toEqual([])
    expect(await at('2026-06-01T23:10:00.000Z')).toBe(1)
    await garden.events.drain()
    expect(await garden.notes(bucharest)).toHaveLength(1)
    expect(await garden.notes(lisbon)).toHaveLength(1)
    const { rows } = await listRuns(garden.database, await garden.context(bucharest), page)
    expect(rows).toMatchObject([
      { plugin: 'diary', job: 'nightly', state: 'done', slot: '2026-06-01T21:05:00.000Z', attempts: 1, askedBy: null },
    ])
  })

  test('run once in the nights when the clocks change', async () => {
    garden = await openGarden(diary({ nightly: { ...nightly, cron: '30 3 * * *' } }))
    const tenant = await garden.tenant('Europe/Bucharest')
    for (const day of ['2026-03-28', '2026-10-24']) {
      for (let hour = 20; hour < 32; hour++) {
        await at(new Date(Date.parse(`${day}T00:00:00Z`) + hour * 3_600_000).toISOString())
        await garden.events.drain()
      }
    }
    // The first look makes up for nothing, and looking on after months makes up for one night.
    const slots = (await garden.ask<{ slot: Date }>('select slot from guildhall.job_runs order by slot')).map(
      ({ slot }) => slot.toISOString(),
    )
    expect(slots).toEqual(['2026-03-29T01:00:00.000Z', '2026-10-24T00:30:00.000Z', '2026-10-25T00:30:00.000Z'])
    expect(await garden.notes(tenant)).toHaveLength(3)
  })

  test('do not run for a tenant where the plugin is off, nor for one that is suspended', async () => {
    garden = await openGarden(diary({ nightly }))
    const [off, suspended, on] = [await garden.tenant(), await garden.tenant(), await garden.tenant()]
    await at('2026-06-01T12:00:00.000Z')
    await garden.turn(off, 'diary', false)
    await garden.ask(`update guildhall.tenants set status = 'suspended' where id = $1`, [suspended.id])
    expect(await at('2026-06-01T21:06:00.000Z')).toBe(1)
    // One that is waiting already does not run either.
    await garden.turn(on, 'diary', false)
    await garden.events.drain({ hurry: true })
    for (const tenant of [off, suspended, on]) expect(await garden.notes(tenant)).toEqual([])
    await garden.turn(on, 'diary', true)
    await garden.events.drain({ hurry: true })
    expect(await garden.notes(on)).toEqual(['nightly'])
  })

  test('for two thousand tenants are put in the queue at once', async () => {
    garden = await openGarden(diary({ nightly }))
    await garden.ask(
      `insert into guildhall.tenants (id, slug, name, zone, created_at) select uuidv7(), 't' || n, 'T', case when n % 2 = 0 then 'UTC' else 'Etc/GMT' end, now() from generate_series(1, 2000) n`,
    )
    await garden.ask(
      `insert into guildhall.tenant_plugins (tenant_id, plugin, enabled, changed_at) select id, 'diary', true, now() from guildhall.tenants`,
    )
    await at('2026-06-01T12:00:00.000Z')
    expect(await at('2026-06-02T00:05:00.000Z')).toBe(2000)
    const [queued] = await garden.ask<{ count: string }>(`select count(*) from pgboss.job where state = 'created'`)
    expect(Number(queued?.count)).toBe(2000)
  })

  test('that are slower than their schedule do not pile up', async () => {
    garden = await openGarden(diary({ often: { cron: '* * * * *', run: async () => {} } }))
    await garden.tenant()
    await at('2026-06-01T12:00:00.000Z')
    for (let minute = 1; minute < 10; minute++) await at(`2026-06-01T12:0${minute}:00.000Z`)
    expect(await garden.ask('select from guildhall.job_runs')).toHaveLength(1)
  })

  test('with an expression that cannot be read stop the start and are named', async () => {
    const options = { plugins: [{ name: 'diary', jobs: { nightly: { ...nightly, cron: 'at night' } } }] }
    await expect(openEvents(options as never)).rejects.toThrow(/Plugin diary, job diary\.nightly.*at night/s)
  })
})

describe('a job asked for', () => {
  test('runs one at a time in a tenant, on however many nodes, and at once in several tenants', async () => {
    let most = 0
    const running = new Map<string, number>()
    const slow: Jobs[string] = {
      async run(scope) {
        running.set(scope.tenant.id, (running.get(scope.tenant.id) ?? 0) + 1)
        most = Math.max(most, ...running.values())
        await new Promise((resolve) => setTimeout(resolve, 60))
        running.set(scope.tenant.id, (running.get(scope.tenant.id) ?? 1) - 1)
        await scope.records(notes).create({ text: 'slow' })
      },
    }
    garden = await openGarden({ ...diary({ slow }), concurrency: { jobs: 4 } })
    const second = await garden.open()
    const [tenant, other] = [await garden.tenant(), await garden.tenant()]
    for (let times = 0; times < 4; times++)
      for (const { id } of [tenant, other])
        await garden.events.enqueueJob({ tenantId: id, plugin: 'diary', job: 'slow' })
    await Promise.all([garden.events.drain(), second.drain()])
    await until(async () => (await garden.notes(tenant)).length + (await garden.notes(other)).length === 8)
    expect(most).toBe(1)
  })

  test('gets its data, and shows how far it is while it runs', async () => {
    const [half, go] = [gate(), gate()]
    const seen: unknown[] = []
    garden = await openGarden(
      diary({
        count: {
          async run(_, { data, progress }) {
            seen.push(data)
            await progress(1, 2)
            half.open()
            await go.passed
            await progress(2, 2)
          },
        },
      }),
    )
    const tenant = await garden.tenant()
    const context = await garden.context(tenant)
    const id = await garden.events.enqueueJob({
      tenantId: tenant.id,
      plugin: 'diary',
      job: 'count',
      data: { bed: '1' },
      askedBy: tenant.id,
    })
    expect(await findRun(garden.database, context, id)).toMatchObject({
      state: 'waiting',
      progress: null,
      askedBy: tenant.id,
    })
    const done = garden.events.drain()
    await half.passed
    expect(await findRun(garden.database, context, id)).toMatchObject({
      state: 'running',
      progress: { done: 1, total: 2 },
    })
    expect(await findRun(garden.database, await garden.context(await garden.tenant()), id)).toBeNull()
    go.open()
    await done
    expect(await findRun(garden.database, context, id)).toMatchObject({
      state: 'done',
      progress: { done: 2, total: 2 },
      error: null,
    })
    expect(seen).toEqual([{ bed: '1' }])
  })

  test('is refused where there is no such job or the plugin is off', async () => {
    garden = await openGarden(diary({ nightly }))
    const tenant = await garden.tenant()
    await expect(
      garden.events.enqueueJob({ tenantId: tenant.id, plugin: 'diary', job: 'daily' }),
    ).rejects.toMatchObject({ code: 'events.job_unknown' })
    await garden.turn(tenant, 'diary', false)
    await expect(
      garden.events.enqueueJob({ tenantId: tenant.id, plugin: 'diary', job: 'nightly' }),
    ).rejects.toMatchObject({ code: 'events.plugin_off' })
    expect(await garden.ask('select from guildhall.job_runs')).toEqual([])
    expect(describeJobs(garden.events.jobs, await garden.context(tenant))).toEqual([])
  })

  test('is tried again when it fails, undone each time, and is a dead letter in the end', async () => {
    let broken = true
    garden = await openGarden(
      diary({
        weekly: {
          async run(scope) {
            await scope.records(notes).create({ text: 'weekly' })
            if (broken) throw new TypeError('no paper')
          },
        },
      }),
    )
    const tenant = await garden.tenant()
    const context = await garden.context(tenant)
    const id = await garden.events.enqueueJob({ tenantId: tenant.id, plugin: 'diary', job: 'weekly' })
    await garden.events.drain()
    expect(await findRun(garden.database, context, id)).toMatchObject({
      state: 'retrying',
      attempts: 1,
      error: 'TypeError: no paper',
    })
    await garden.events.drain({ hurry: true })
    expect(await findRun(garden.database, context, id)).toMatchObject({
      state: 'failed',
      attempts: 3,
      error: 'TypeError: no paper',
    })
    expect(await garden.notes(tenant)).toEqual([])
    const { rows } = await listDeadLetters(garden.database, context, page)
    expect(rows).toMatchObject([{ id, kind: 'job', handler: 'diary.weekly', event: null, about: null }])
    broken = false
    await garden.events.retryDeadLetter(tenant.id, id)
    await garden.events.drain()
    expect(await findRun(garden.database, context, id)).toMatchObject({ state: 'done', error: null })
    expect(await garden.notes(tenant)).toEqual(['weekly'])
  })

  test('is listed with when it runs next, in the tenant’s zone', async () => {
    garden = await openGarden(diary({ nightly, onDemand: { run: async () => {} } }))
    const tenant = await garden.tenant('Europe/Bucharest')
    garden.clock.set('2026-03-28T12:00:00.000Z')
    expect(describeJobs(garden.events.jobs, await garden.context(tenant))).toEqual([
      { id: 'diary.nightly', plugin: 'diary', job: 'nightly', cron: '5 0 * * *', nextAt: '2026-03-28T22:05:00.000Z' },
      { id: 'diary.onDemand', plugin: 'diary', job: 'onDemand', cron: null, nextAt: null },
    ])
  })
})
