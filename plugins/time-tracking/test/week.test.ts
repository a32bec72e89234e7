import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { roomFor } from '../src/week/room.ts'
import { type Crew, on, openCrew, type Row, record, start, stop } from './crew.ts'

let crew: Crew
let project: Row
beforeAll(async () => {
  crew = await openCrew()
  project = await crew.project()
})
afterAll(() => crew?.close())

const add = (day: string, time: number, more: object = {}) =>
  crew.st1.post('/time-tracking/week/time', { subject: on('projects', project), day, time, ...more })
const clock = (at: string) => new Date(at).toLocaleTimeString('en-GB', { timeZone: 'Europe/Bucharest' }).slice(0, 5)
const placed = ({ body }: { body: unknown }) => {
  const { startedAt, endedAt } = body as { startedAt: string; endedAt: string }
  return `${clock(startedAt)}–${clock(endedAt)}`
}

it('finds the first stretch that is free, and only one that is', () => {
  const minute = fc.integer({ min: 0, max: 60 })
  const stretches = fc.array(fc.tuple(minute, minute).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const))
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), fc.tuple(minute, minute), stretches, (length, [from, to], taken) => {
      const isFree = (at: number) => taken.every(([begins, ends]) => begins === ends || ends <= at || begins >= at + 1)
      let expected: number | null = null
      for (let begin = from; begin + length <= to && expected === null; begin++)
        if (Array.from({ length }, (_, nth) => begin + nth).every(isFree)) expected = begin
      expect(
        roomFor(
          length,
          [from, to],
          taken.filter(([begins, ends]) => begins < ends),
        ),
      ).toBe(expected)
    }),
  )
})

it('what was worked is noted on its day, from nine on, around what stands there already', async () => {
  crew.studio.platform.clock.set('2026-03-10T16:00:00.000Z')
  await record(crew.st1, on('projects', project), '2026-03-09', '10:00', '11:00')
  const [first, second, third] = [
    await add('2026-03-09', 3600),
    await add('2026-03-09', 1800, { note: 'Sketches' }),
    await add('2026-03-09', 13 * 3600),
  ]
  expect([first, second].map(placed)).toEqual(['09:00–10:00', '11:00–11:30'])
  // From half past eleven there are but twelve and a half hours.
  expect(third).toMatchObject({ status: 409, body: { code: 'time.no_room', fields: [{ path: 'time' }] } })
  const early = await add('2026-03-09', 8 * 3600 + 1800)
  expect(placed(early)).toBe('11:30–20:00')
  expect(placed(await add('2026-03-09', 5 * 3600))).toBe('00:00–05:00')
  const { rows } = (await crew.st1.get('/time-tracking/week?startsOn=2026-03-09')).body as {
    rows: { days: number[] }[]
  }
  expect(rows.map(({ days }) => days[0])).toEqual([16 * 3600])
})

it('nothing is noted for what is still to come, nor beside what runs', async () => {
  crew.studio.platform.clock.set('2026-03-11T09:00:00.000Z')
  expect((await add('2026-03-12', 60)).status).toBe(409)
  // It is eleven o'clock in Bucharest.
  expect(placed(await add('2026-03-11', 3600))).toBe('09:00–10:00')
  await start(crew.st1, on('projects', project))
  crew.studio.platform.clock.set('2026-03-11T12:00:00.000Z')
  expect(placed(await add('2026-03-11', 3600))).toBe('10:00–11:00')
  expect(placed(await add('2026-03-11', 3600))).toBe('00:00–01:00')
  await stop(crew.st1)
})

it('two who note at once for one person take different stretches, or one is told', async () => {
  crew.studio.platform.clock.set('2026-03-16T16:00:00.000Z')
  const answers = await Promise.all(Array.from({ length: 5 }, () => add('2026-03-13', 1800)))
  for (const { status, body } of answers)
    expect(status === 200 || (body as { code: string }).code === 'time.overlap', JSON.stringify(body)).toBe(true)
  const made = answers.filter(({ status }) => status === 200).map(placed)
  expect(made.length).toBeGreaterThan(0)
  expect(new Set(made).size).toBe(made.length)
})

it('who may not work there notes nothing there; what is wrong is said at its field', async () => {
  const foreign = await crew.st2.post('/time-tracking/week/time', {
    ...{ subject: on('projects', project), day: '2026-03-13', time: 1800 },
  })
  expect([403, 404, 422]).toContain(foreign.status)
  expect(await add('2026-03-13', 0)).toMatchObject({ status: 422, body: { fields: [{ path: 'time' }] } })
  expect((await crew.c1.post('/time-tracking/week/time', {})).status).toBe(403)
})

it('what was worked on in the week before stands below, to be gone on with', async () => {
  const { rows } = (await crew.st1.get('/time-tracking/week?startsOn=2026-03-16')).body as {
    rows: { days: number[] }[]
  }
  expect(rows.map(({ days }) => days)).toEqual([[0, 0, 0, 0, 0, 0, 0]])
  const empty = await crew.st1.get('/time-tracking/week?startsOn=2026-03-30')
  expect((empty.body as { rows: unknown[] }).rows).toEqual([])
})
