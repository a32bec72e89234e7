import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { presenceOf } from '../src/attendance/month.ts'
import { localDay } from '../src/calendar.ts'
import { amountFor, roundedTime } from '../src/entries/figures.ts'
import { mostSpecific } from '../src/rates/cascade.ts'
import { type Crew, on, openCrew, type Row, record } from './crew.ts'

describe('figures', () => {
  it('are rounded by entry, so that no grouping changes the total', () => {
    const entries = fc.array(fc.tuple(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 0, max: 3 })))
    fc.assert(
      fc.property(
        entries,
        fc.constantFrom('none', 'up', 'nearest'),
        fc.integer({ min: 1, max: 60 }),
        (all, how, minutes) => {
          const time = (seconds: number) => roundedTime(seconds, how, minutes)
          const total = all.reduce((sum, [seconds]) => sum + time(seconds), 0)
          const groups = [...Map.groupBy(all, ([, group]) => group).values()]
          const grouped = groups.map((group) => group.reduce((sum, [seconds]) => sum + time(seconds), 0))
          expect(grouped.reduce((sum, one) => sum + one, 0)).toBe(total)
          for (const [seconds] of all) {
            const step = how === 'none' ? 1 : minutes * 60
            expect(time(seconds) % step).toBe(0)
            expect(Math.abs(time(seconds) - seconds)).toBeLessThan(how === 'none' ? 1 : step)
            if (how === 'up') expect(time(seconds)).toBeGreaterThanOrEqual(seconds)
          }
        },
      ),
    )
  })

  it('cost whole minor units, half a unit up', () => {
    expect(amountFor(1800, { amount: 5001, currency: 'EUR' })).toEqual({ amount: 2501, currency: 'EUR' })
    expect(amountFor(3600, { amount: 1000, currency: 'KWD' })).toEqual({ amount: 1000, currency: 'KWD' })
  })

  it('take the most specific rate of the day', () => {
    const rate = (amount: number, startsOn: string, person: string | null, project: string | null) => ({
      startsOn,
      person,
      project,
      rate: { amount, currency: 'EUR' },
    })
    const rates = [
      rate(1, '2026-01-01', null, null),
      rate(2, '2026-01-01', 'a', null),
      rate(3, '2026-02-01', null, 'projects/p'),
      rate(4, '2026-03-01', 'a', 'projects/p'),
      rate(5, '2026-04-01', null, null),
    ]
    const of = (person: string, project: string, day: string) => mostSpecific(rates, { person, project, day })?.amount
    expect(of('a', 'projects/p', '2026-03-01')).toBe(4)
    expect(of('a', 'projects/p', '2026-02-28')).toBe(3)
    expect(of('a', 'projects/q', '2026-02-28')).toBe(2)
    expect(of('b', 'projects/q', '2026-03-31')).toBe(1)
    expect(of('b', 'projects/q', '2026-04-01')).toBe(5)
    expect(of('b', 'projects/q', '2025-12-31')).toBeUndefined()
  })

  it('present time counts what overlaps once, against a minute-by-minute count', () => {
    const minute = (at: number) => new Date(Date.UTC(2026, 2, 10) + at * 60_000).toISOString()
    const stretch = fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 120 }))
    fc.assert(
      fc.property(fc.array(stretch, { minLength: 1, maxLength: 8 }), (all) => {
        const covered = new Set(all.flatMap(([from, length]) => Array.from({ length }, (_, at) => from + at)))
        const span = Math.max(...covered) + 1 - Math.min(...covered)
        const found = presenceOf(
          all.map(([from, length]) => ({ startedAt: minute(from), endedAt: minute(from + length) })),
        )
        expect(found.present).toBe(covered.size * 60)
        expect(found.breaks).toBe((span - covered.size) * 60)
      }),
    )
  })

  it('a day is that of the wall calendar in its zone, over every change of clocks', () => {
    const zones = fc.constantFrom('Europe/Bucharest', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Apia', 'UTC')
    const instants = fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2027, 0, 1) })
    fc.assert(
      fc.property(instants, zones, (at, timeZone) => {
        const parts = new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date(at))
        expect(localDay(new Date(at).toISOString(), timeZone)).toBe(parts)
      }),
    )
  })
})

describe('entries', () => {
  let crew: Crew
  let shop: Row
  let drawing: Row
  beforeAll(async () => {
    crew = await openCrew()
    shop = await crew.project()
    drawing = await crew.task(shop)
    crew.studio.setNow('2026-03-14T09:00:00.000Z')
  })
  afterAll(() => crew.close())

  it('S2.60 work is kept with its beginning and end, its zone, person, project and task, and lasts what it lasted', async () => {
    // The clocks of Bucharest went back from four to three that night.
    const { body } = await crew.st1.post('/time-entries', {
      subject: on('tasks', drawing),
      startedAt: '2025-10-26T03:30:00+03:00',
      endedAt: '2025-10-26T03:30:00+02:00',
    })
    expect(body).toMatchObject({
      startedAt: '2025-10-26T00:30:00.000Z',
      endedAt: '2025-10-26T01:30:00.000Z',
      startedAtZone: 'Europe/Bucharest',
      day: '2025-10-26',
      elapsed: 3600,
      person: crew.st1.id,
      project: on('projects', shop),
      subject: on('tasks', drawing),
    })
  })

  it('S2.64 time in general and on tasks add up to the project’s once, and in general is told apart', async () => {
    await record(crew.st1, on('projects', shop), '2026-03-10', '09:00', '10:00')
    await record(crew.st1, on('tasks', drawing), '2026-03-10', '10:00', '12:00')
    const definition = {
      dataset: 'time-tracking.entries',
      conditions: [{ field: 'day', op: 'is', value: '2026-03-10' }],
      measures: [{ of: 'sum', field: 'time' }],
    }
    const lines = async (group: string) =>
      (await crew.admin.post('/reports/preview', { definition: { ...definition, groups: [{ field: group }] } })).body
        .lines
    const texts = async (group: string) => (await lines(group)).map((line: { texts: string[] }) => line.texts.join(' '))
    expect(await texts('project')).toEqual([expect.stringMatching(/^Shop .*3/)])
    expect((await texts('subject')).toSorted()).toEqual([
      expect.stringMatching(/^Drawing .*2/),
      expect.stringMatching(/^Shop .*1/),
    ])
  })

  it('nobody records time for others, in the future, or backwards', async () => {
    const { st1, st2 } = crew
    const work = on('projects', shop)
    expect((await record(st1, work, '2026-03-11', '09:00', '10:00', { person: st2.id })).status).toBe(403)
    expect((await record(st1, work, '2026-04-20', '09:00', '10:00')).status).toBe(422)
    expect((await record(st1, work, '2026-03-11', '10:00', '09:00')).status).toBe(422)
    const { body } = await st1.post('/time-entries', { subject: work, startedAt: '2026-03-11T09:00:00Z' })
    expect(body.fields).toContainEqual(expect.objectContaining({ path: 'endedAt', code: 'time.end_missing' }))
    expect((await st1.get(`/time-entries?filter={"person":"${st2.id}"}`)).body).toEqual([])
  })

  it('a budget is told of at 80 and at 100 percent, once each', async () => {
    const small = await crew.project({ name: 'Small' })
    await crew.admin.make('time-budgets', { project: on('projects', small), time: 36_000 })
    for (const [from, to] of [
      ['08:00', '15:00'],
      ['15:00', '16:30'],
      ['16:30', '17:00'],
      ['17:00', '20:00'],
    ] as const)
      await record(crew.st1, on('projects', small), '2026-03-12', from, to)
    const told = await crew.studio.told('time-tracking.budget.reached')
    expect(told.map(({ share }) => share)).toEqual([80, 100])
  })
})
