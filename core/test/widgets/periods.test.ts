import { describe, expect, test } from 'vitest'
import { beginningOf, lastPeriods, sameDaysBefore } from '../../src/widgets/periods.ts'

describe('periods', () => {
  test('a week begins on the day the tenant says', () => {
    expect(lastPeriods('2026-03-11', 'week', 2, 1)).toEqual([
      { from: '2026-03-02', to: '2026-03-09' },
      { from: '2026-03-09', to: '2026-03-16' },
    ])
    expect(lastPeriods('2026-03-11', 'week', 1, 7)).toEqual([{ from: '2026-03-08', to: '2026-03-15' }])
    expect(lastPeriods('2026-03-08', 'week', 1, 7)).toEqual([{ from: '2026-03-08', to: '2026-03-15' }])
  })
  test('months are calendar months, also from their last day and over the year', () => {
    expect(lastPeriods('2026-01-31', 'month', 3, 1).map(({ from }) => from)).toEqual([
      '2025-11-01',
      '2025-12-01',
      '2026-01-01',
    ])
  })
  test('what has begun is compared with as many days of the period before, and never with more than it has', () => {
    const [february, march] = lastPeriods('2026-03-10', 'month', 2, 1)
    if (!february || !march) throw new Error('two were asked for')
    expect(sameDaysBefore(february, march, '2026-03-10')).toEqual({ from: '2026-02-01', to: '2026-02-11' })
    expect(sameDaysBefore(february, march, '2026-03-31')).toEqual(february)
  })
  test('a day begins at midnight on the wall clock, on the day the clocks change too', () => {
    expect(beginningOf('2026-03-29', 'Europe/Bucharest')).toBe('2026-03-28T22:00:00.000Z')
    expect(beginningOf('2026-03-30', 'Europe/Bucharest')).toBe('2026-03-29T21:00:00.000Z')
  })
})
