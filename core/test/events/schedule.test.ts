import { describe, expect, test } from 'vitest'
import { checkCron, lastOccurrence } from '../../src/events/schedule.ts'

const zone = 'Europe/Bucharest'
/** Every minute that is looked at, one after the other, as a worker does. */
function occurrences(cron: string, from: string, to: string): string[] {
  const found: string[] = []
  for (let after = Date.parse(from); after < Date.parse(to); after += 60_000) {
    const moment = lastOccurrence(cron, zone, new Date(after), new Date(after + 60_000))
    if (moment) found.push(moment.toISOString())
  }
  return found
}

describe('a schedule in the tenant’s zone', () => {
  test('keeps its local time when the clocks change', () => {
    // Clocks are set forward on 29 March 2026 at 03:00 (01:00 UTC) and back on 25 October at 04:00 (01:00 UTC).
    expect(occurrences('5 0 * * *', '2026-03-28T12:00:00Z', '2026-03-30T12:00:00Z')).toEqual([
      '2026-03-28T22:05:00.000Z',
      '2026-03-29T21:05:00.000Z',
    ])
    expect(occurrences('5 0 * * *', '2026-10-24T12:00:00Z', '2026-10-26T12:00:00Z')).toEqual([
      '2026-10-24T21:05:00.000Z',
      '2026-10-25T22:05:00.000Z',
    ])
  })

  test('runs once in a night in which its time does not exist', () => {
    expect(occurrences('30 3 * * *', '2026-03-28T12:00:00Z', '2026-03-29T12:00:00Z')).toEqual([
      '2026-03-29T01:00:00.000Z',
    ])
  })

  test('runs once in a night in which its time comes twice', () => {
    expect(occurrences('30 3 * * *', '2026-10-24T12:00:00Z', '2026-10-25T12:00:00Z')).toEqual([
      '2026-10-25T00:30:00.000Z',
    ])
  })

  test('that runs every hour runs in every hour there is', () => {
    expect(occurrences('0 * * * *', '2026-10-24T23:30:00Z', '2026-10-25T03:30:00Z')).toHaveLength(4)
    expect(occurrences('0 * * * *', '2026-03-28T23:30:00Z', '2026-03-29T03:30:00Z')).toHaveLength(4)
  })

  test('makes up for the last of what was missed only, and for nothing that did not come', () => {
    expect(
      lastOccurrence(
        '5 0 * * *',
        zone,
        new Date('2026-01-01T00:00:00Z'),
        new Date('2026-01-31T12:00:00Z'),
      )?.toISOString(),
    ).toBe('2026-01-30T22:05:00.000Z')
    expect(
      lastOccurrence(
        '* * * * *',
        zone,
        new Date('2020-01-01T00:00:00Z'),
        new Date('2026-01-31T12:00:30Z'),
      )?.toISOString(),
    ).toBe('2026-01-31T12:00:00.000Z')
    expect(
      lastOccurrence('5 0 1 * *', zone, new Date('2026-01-02T00:00:00Z'), new Date('2026-01-31T12:00:00Z')),
    ).toBeNull()
    const exact = new Date('2026-01-30T22:05:00.000Z')
    expect(lastOccurrence('5 0 * * *', zone, new Date(exact.getTime() - 1), exact)).toEqual(exact)
    expect(lastOccurrence('5 0 * * *', zone, exact, new Date(exact.getTime() + 1000))).toBeNull()
  })

  test('that cannot be read is refused, and so is one with seconds', () => {
    expect(() => checkCron('5 0 * *')).toThrow()
    expect(() => checkCron('0 5 0 * * *')).toThrow()
    expect(() => checkCron('61 0 * * *')).toThrow()
    expect(() => checkCron('*/5 8-18 * * 1-5')).not.toThrow()
  })
})
