import { expect, test } from 'vitest'
import { dayOf, instantOf, startOfDay, startOfNextDay, wallTimeOf } from '../../src/fields/zone.ts'

const bucharest = 'Europe/Bucharest'

test('a wall-clock time is an instant of its zone, in winter and in summer', () => {
  expect(instantOf('2026-01-15T12:00', bucharest)).toBe('2026-01-15T10:00:00.000Z')
  expect(instantOf('2026-07-15T12:00', bucharest)).toBe('2026-07-15T09:00:00.000Z')
  expect(instantOf('2026-07-15T12:00', 'Asia/Kathmandu')).toBe('2026-07-15T06:15:00.000Z')
  expect(instantOf('2026-07-15T12:00', 'America/New_York')).toBe('2026-07-15T16:00:00.000Z')
})

test('a time that clocks skip is as much later as they jumped, one that they show twice is the first', () => {
  expect(instantOf('2026-03-29T03:30', bucharest)).toBe('2026-03-29T01:30:00.000Z')
  expect(instantOf('2026-10-25T03:30', bucharest)).toBe('2026-10-25T00:30:00.000Z')
})

test('what an instant shows is read back as the same instant', () => {
  for (const zone of [bucharest, 'UTC', 'America/New_York', 'Pacific/Kiritimati', 'Asia/Kolkata'])
    for (const at of ['2026-01-01T00:00:00.000Z', '2026-06-30T23:30:00.000Z', '2026-11-22T05:45:00.000Z'])
      expect(instantOf(wallTimeOf(at, zone), zone)).toBe(at)
})

test('a day begins and ends where its zone says, also on the day clocks change', () => {
  expect(startOfDay('2026-03-29', bucharest)).toBe('2026-03-28T22:00:00.000Z')
  expect(startOfNextDay('2026-03-29', bucharest)).toBe('2026-03-29T21:00:00.000Z')
  expect(dayOf('2026-03-28T22:00:00.000Z', bucharest)).toBe('2026-03-29')
  expect(dayOf('2026-03-28T21:59:59.999Z', bucharest)).toBe('2026-03-28')
})

test('what is no time is none', () => {
  expect(instantOf('soon', bucharest)).toBeNull()
  expect(instantOf('', bucharest)).toBeNull()
  expect(startOfNextDay('soon', bucharest)).toBeNull()
  expect(wallTimeOf('soon', bucharest)).toBe('')
})
