import { expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  daysBetween,
  daysFrom,
  isDay,
  monthGrid,
  startOfWeek,
} from '../../src/records/views/days.ts'

test('weeks begin where the tenant says', () => {
  expect(startOfWeek('2026-11-22', 1)).toBe('2026-11-16')
  expect(startOfWeek('2026-11-22', 7)).toBe('2026-11-22')
  expect(startOfWeek('2026-11-16', 1)).toBe('2026-11-16')
})

test('a month is shown in whole weeks', () => {
  expect(monthGrid('2026-11-22', 1)).toEqual({ from: '2026-10-26', to: '2026-12-06' })
  expect(monthGrid('2027-02-10', 1)).toEqual({ from: '2027-02-01', to: '2027-02-28' })
})

test('days are counted on the calendar, over a change of clocks too', () => {
  expect(addDays('2026-10-24', 2)).toBe('2026-10-26')
  expect(daysFrom('2026-03-28', '2026-03-30')).toBe(2)
  expect(daysBetween('2026-02-27', '2026-03-01')).toEqual(['2026-02-27', '2026-02-28', '2026-03-01'])
  expect(daysBetween('2026-03-02', '2026-03-01')).toEqual([])
})

test('a month later is the last day where there is no such day', () => {
  expect(addMonths('2027-01-31', 1)).toBe('2027-02-28')
  expect(addMonths('2026-11-22', -11)).toBe('2025-12-22')
})

test('what is no day is none', () => {
  expect(isDay('2026-11-22')).toBe(true)
  expect(isDay('2026-13-01')).toBe(false)
  expect(isDay('today')).toBe(false)
})
