import { expect, it } from 'vitest'
import { nextDue } from '../src/tasks/recurrence.ts'

const zone = 'Europe/Bucharest'

it('a weekly task keeps its hour on the wall when the clocks change', () => {
  // Summer time begins on 29 March 2026 in Romania: 09:00 is 07:00 UTC before and 06:00 UTC after.
  const due = nextDue({
    recurrence: { every: 1, unit: 'week' },
    dueAt: '2026-03-25T07:00:00.000Z',
    now: '2026-03-25T07:00:00.000Z',
    zone,
  })
  expect(due).toBe('2026-04-01T06:00:00.000Z')
})

it('a task of each month’s last day goes to the shorter month’s last day and back', () => {
  const monthly = { every: 1, unit: 'month' } as const
  const january = '2026-01-31T10:00:00.000Z'
  expect(nextDue({ recurrence: monthly, dueAt: january, now: january, zone: 'UTC' })).toBe('2026-02-28T10:00:00.000Z')
  expect(nextDue({ recurrence: monthly, dueAt: january, now: '2026-03-01T00:00:00.000Z', zone: 'UTC' })).toBe(
    '2026-03-31T10:00:00.000Z',
  )
})

it('what was missed is not made up for: a late completion leads to the next time that is still ahead', () => {
  const due = nextDue({
    recurrence: { every: 2, unit: 'day' },
    dueAt: '2026-05-01T12:00:00.000Z',
    now: '2026-05-10T13:00:00.000Z',
    zone: 'UTC',
  })
  expect(due).toBe('2026-05-11T12:00:00.000Z')
})

it('completed early, it is due the time after, not the same time again', () => {
  const due = nextDue({
    recurrence: { every: 1, unit: 'day' },
    dueAt: '2026-05-05T12:00:00.000Z',
    now: '2026-05-01T12:00:00.000Z',
    zone: 'UTC',
  })
  expect(due).toBe('2026-05-06T12:00:00.000Z')
})

it('a series ends with its last day', () => {
  const until = { every: 1, unit: 'day', until: '2026-05-02' } as const
  expect(nextDue({ recurrence: until, dueAt: '2026-05-01T12:00:00.000Z', now: '2026-05-01T12:00:00.000Z', zone })).toBe(
    '2026-05-02T12:00:00.000Z',
  )
  expect(
    nextDue({ recurrence: until, dueAt: '2026-05-02T12:00:00.000Z', now: '2026-05-02T12:00:00.000Z', zone }),
  ).toBeNull()
})
