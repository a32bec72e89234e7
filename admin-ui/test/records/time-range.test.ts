import type { ManifestRecordField } from '@guildhall/sdk/manifest'
import { expect, test } from 'vitest'
import { daysOf, movedTo, touching } from '../../src/records/views/time-range.ts'

const field = (name: string, kind: string) => ({ name, kind }) as ManifestRecordField
const due = { from: field('dueAt', 'instant') }
const lasting = { from: field('startsOn', 'date'), to: field('endsOn', 'date') }
const zone = 'Europe/Bucharest'

test('an instant lies on the day that clocks in the zone show', () => {
  const record = { id: 1, dueAt: '2026-11-22T22:30:00.000Z' }
  expect(daysOf(record, due, zone)).toEqual({ from: '2026-11-23', to: '2026-11-23' })
  expect(daysOf(record, due, 'UTC')).toEqual({ from: '2026-11-22', to: '2026-11-22' })
  expect(daysOf({ id: 1, dueAt: null }, due, zone)).toBeNull()
})

test('put on another day it keeps its hour, over a change of clocks too', () => {
  const record = { id: 1, dueAt: '2026-10-24T15:00:00.000Z' }
  expect(movedTo(record, due, '2026-10-26', zone)).toEqual({ dueAt: '2026-10-26T16:00:00.000Z' })
})

test('what lasts is moved as a whole', () => {
  const record = { id: 1, startsOn: '2026-11-30', endsOn: '2026-12-02' }
  expect(movedTo(record, lasting, '2026-12-01', zone)).toEqual({ startsOn: '2026-12-01', endsOn: '2026-12-03' })
  expect(movedTo({ ...record, endsOn: null }, lasting, '2026-12-01', zone)).toEqual({ startsOn: '2026-12-01' })
})

test('a period is asked for from the beginning of its first day to the end of its last', () => {
  expect(touching(due, '2026-11-01', '2026-11-30', zone)).toEqual({
    dueAt_gte: '2026-10-31T22:00:00.000Z',
    dueAt_lt: '2026-11-30T22:00:00.000Z',
  })
  expect(touching(lasting, '2026-11-01', '2026-11-30', zone)).toEqual({
    startsOn_lte: '2026-11-30',
    $or: [{ endsOn_gte: '2026-11-01' }, { startsOn_gte: '2026-11-01', endsOn_null: true }],
  })
})
