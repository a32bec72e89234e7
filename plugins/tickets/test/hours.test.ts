import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { expect, it } from 'vitest'
import { afterWorking, type WorkingHours, workingBetween } from '../src/deadlines/hours.ts'

const office: WorkingHours = {
  zone: 'Europe/Bucharest',
  opensAt: '09:00',
  closesAt: '18:00',
  firstDay: 1,
  lastDay: 5,
  isClosed: (day) => day === '2026-12-25',
}
const night: WorkingHours = { ...office, opensAt: '00:00', closesAt: '06:00', firstDay: 6, lastDay: 7 }

/** The same, minute by minute. */
function isWorking(hours: WorkingHours, minute: number): boolean {
  const at = Temporal.Instant.fromEpochMilliseconds(minute * 60_000).toZonedDateTimeISO(hours.zone)
  const clock = at.toPlainTime().toString({ smallestUnit: 'minute' })
  const isDay = at.dayOfWeek >= hours.firstDay && at.dayOfWeek <= hours.lastDay
  return isDay && !hours.isClosed(at.toPlainDate().toString()) && clock >= hours.opensAt && clock < hours.closesAt
}
function byMinutes(hours: WorkingHours, from: string, wanted: number): string {
  let minute = Date.parse(from) / 60_000
  for (let left = wanted; left > 0; minute++) if (isWorking(hours, minute)) left--
  return new Date(minute * 60_000).toISOString()
}

const instant = (text: string) => Date.parse(text) / 60_000
/** Around both changes of clocks of 2026 and a holiday. */
const starts = fc.oneof(
  ...[
    ['2026-03-24T00:00Z', '2026-04-02T00:00Z'],
    ['2026-10-20T00:00Z', '2026-10-28T00:00Z'],
    ['2026-12-20T00:00Z', '2026-12-31T00:00Z'],
  ].map(([from = '', to = '']) => fc.integer({ min: instant(from), max: instant(to) })),
)

it('a deadline is what counting minute by minute comes to: over nights, weekends, a holiday and changes of clocks', () => {
  fc.assert(
    fc.property(starts, fc.integer({ min: 1, max: 1_200 }), fc.constantFrom(office, night), (start, minutes, hours) => {
      const from = new Date(start * 60_000).toISOString()
      expect(afterWorking(hours, from, minutes)).toBe(byMinutes(hours, from, minutes))
    }),
    { numRuns: 25 },
  )
})

it('what is left when it stops and goes on is what was left', () => {
  fc.assert(
    fc.property(
      starts,
      fc.integer({ min: 1, max: 2_400 }),
      fc.integer({ min: 0, max: 10_000 }),
      (start, minutes, later) => {
        const from = new Date(start * 60_000).toISOString()
        const pause = new Date((start + later) * 60_000).toISOString()
        const due = afterWorking(office, from, minutes) ?? ''
        const worked = workingBetween(office, from, pause)
        const left = workingBetween(office, pause, due)
        expect(left).toBe(Math.max(0, minutes - worked))
        if (left > 0) expect(afterWorking(office, pause, left)).toBe(due)
      },
    ),
    { numRuns: 200 },
  )
})

it('a business that never opens has no deadlines', () => {
  expect(afterWorking({ ...office, isClosed: () => true }, '2026-03-10T09:00:00.000Z', 60)).toBeNull()
})
