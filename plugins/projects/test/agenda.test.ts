import { describe, expect, it } from 'vitest'
import { groupOf } from '../src/agenda/agenda.ts'
import { urgencyOf } from '../src/tasks/urgency.ts'

// 22:10 of 31 March in Bucharest.
const at = { now: '2026-03-31T19:10:00.000Z', today: '2026-03-31', zone: 'Europe/Bucharest' }
const due = (dueAt: string | null) => groupOf({ dueAt, completedAt: null }, at)

describe('the days of an agenda are the reader’s', () => {
  it('half past midnight is tomorrow, although it is still today in UTC', () => {
    expect(due('2026-03-31T21:30:00.000Z')).toBe('tomorrow')
    expect(due('2026-03-31T20:59:00.000Z')).toBe('today')
    expect(due('2026-04-01T21:30:00.000Z')).toBe('later')
  })
  it('what was due an hour ago is overdue, not of today', () => {
    expect(due('2026-03-31T18:10:00.000Z')).toBe('overdue')
  })
  it('what is done is done, and what has no time has none', () => {
    expect(groupOf({ dueAt: '2026-03-01T00:00:00.000Z', completedAt: '2026-03-02T00:00:00.000Z' }, at)).toBe('done')
    expect(due(null)).toBe('undated')
  })
})

it('urgent comes before high however late it is due, of two alike the sooner, and what is done after all that is not, the latest first', () => {
  const open = (priority: 'low' | 'high' | 'urgent', dueAt: string | null) =>
    urgencyOf({ status: 'pending', priority, dueAt })
  const order = [
    open('urgent', '2026-12-01T00:00:00.000Z'),
    open('urgent', null),
    open('high', '2026-03-01T00:00:00.000Z'),
    open('high', '2026-03-02T00:00:00.000Z'),
    open('low', '1970-01-01T00:00:00.000Z'),
    open('low', null),
    urgencyOf({ status: 'cancelled', priority: 'low', dueAt: '2026-03-02T00:00:00.000Z' }),
    urgencyOf({ status: 'completed', priority: 'urgent', dueAt: '2026-03-01T00:00:00.000Z' }),
  ]
  expect(order).toEqual([...order].sort((a, b) => a - b))
  expect(order.every(Number.isSafeInteger)).toBe(true)
})
