import { reckonDay } from '@guildhall/contract-leave'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { lowestFrom } from '../src/ledger/sums.ts'
import { dayIn, entitledTo } from '../src/year/entitlement.ts'

const on = '2026-03-11'
const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
/** Stretches that do not overlap: pairs of ascending minutes. */
const wednesdays = fc
  .uniqueArray(fc.integer({ min: 0, max: 1439 }), { minLength: 2, maxLength: 6 })
  .map((minutes) => minutes.sort((a, b) => a - b))
  .map((minutes) =>
    Array.from(
      { length: Math.floor(minutes.length / 2) },
      (_, n) => [minutes[2 * n] ?? 0, minutes[2 * n + 1] ?? 0] as const,
    ),
  )

it('a day is reckoned as if each of its minutes were asked', () => {
  const part = fc.constantFrom('whole' as const, 'morning' as const, 'afternoon' as const)
  fc.assert(
    fc.property(
      wednesdays,
      fc.array(part, { maxLength: 2 }),
      fc.boolean(),
      fc.boolean(),
      (pieces, off, late, early) => {
        const worked = pieces.flatMap(([from, to]) => Array.from({ length: to - from }, (_, n) => from + n))
        const half = Math.floor(worked.length / 2)
        const isLeft = (index: number) => {
          const which = index < half ? 'morning' : 'afternoon'
          if (off.includes('whole') || off.includes(which)) return false
          return which === 'morning' ? !late : !early
        }
        const expected = worked.filter((_, index) => isLeft(index))
        const schedule = pieces.map(([from, to]) => ({ day: 3, from: clock(from), to: clock(to) }))
        const absence = { startsOn: on, endsOn: on, startsAtNoon: late, endsAtNoon: early }
        const reckoned = reckonDay(
          on,
          absence,
          schedule,
          off.map((each) => ({ on, part: each })),
        )
        expect(reckoned.minutes).toBe(expected.length)
        expect(reckoned.halves).toBe(new Set(expected.map((minute) => worked.indexOf(minute) < half)).size)
      },
    ),
  )
})
it('half a day on a holiday is nothing, on half a holiday the other half', () => {
  const half = { startsOn: on, endsOn: on, endsAtNoon: true }
  expect(reckonDay(on, half, [], [{ on, part: 'whole' }])).toEqual({ minutes: 0, halves: 0 })
  expect(reckonDay(on, half, [], [{ on, part: 'morning' }])).toEqual({ minutes: 0, halves: 0 })
  expect(reckonDay(on, half, [], [{ on, part: 'afternoon' }])).toEqual({ minutes: 240, halves: 1 })
  expect(reckonDay(on, { startsOn: on, endsOn: on }, [], [{ on, part: 'afternoon' }])).toEqual({
    minutes: 240,
    halves: 1,
  })
})
it('the lowest balance from a day on is that of its lowest day', () => {
  const days = fc.integer({ min: 1, max: 28 }).map((day) => `2026-02-${String(day).padStart(2, '0')}`)
  const moves = fc.array(fc.record({ on: days, amount: fc.integer({ min: -9, max: 9 }) }), { maxLength: 20 })
  fc.assert(
    fc.property(moves, days, (all, from) => {
      const balances = Array.from({ length: 28 }, (_, day) => `2026-02-${String(day + 1).padStart(2, '0')}`)
        .filter((day) => day >= from)
        .map((day) => all.filter((move) => move.on <= day).reduce((sum, { amount }) => sum + amount, 0))
      const touched = all.some((move) => move.on === from)
      const before = all.filter((move) => move.on < from).reduce((sum, { amount }) => sum + amount, 0)
      expect(lowestFrom(all, from)).toBe(Math.min(...balances, ...(touched ? [] : [before])))
    }),
  )
})
it('a year’s months add up to the year, leap years too, and a share is rounded once', () => {
  const months = Array.from({ length: 12 }, (_, month) => `${month + 1}`.padStart(2, '0'))
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 400 }), fc.constantFrom(2024, 2026), (tenths, year) => {
      const employed = { startsOn: null, endsOn: null }
      const given = months.map((month) =>
        entitledTo({ allowance: tenths / 10, accrual: 'monthly' }, 'days', employed, `${year}-${month}-15`),
      )
      expect(given.every((amount, month) => month === 0 || amount >= (given[month - 1] ?? 0))).toBe(true)
      expect(given.at(-1)).toBe(
        entitledTo({ allowance: tenths / 10, accrual: 'yearly' }, 'days', employed, `${year}-01-01`),
      )
      expect(given.at(-1)).toBe(Math.round(tenths / 5))
    }),
  )
  expect(dayIn(2026, '02-29')).toBe('2026-02-28')
  expect(dayIn(2028, '02-29')).toBe('2028-02-29')
  const from = (startsOn: string) =>
    entitledTo({ allowance: 20, accrual: 'yearly' }, 'days', { startsOn, endsOn: null }, '2026-12-01')
  expect([from('2026-12-31'), from('2027-01-01'), from('2019-01-01')]).toEqual([0, 0, 40])
})
