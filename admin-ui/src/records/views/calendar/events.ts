import type { Days } from '../../list/view-kinds.ts'
import { daysBetween } from '../days.ts'
import type { Movable } from '../step.ts'
import { daysOf } from '../time-range.ts'

/** Of each day shown the records that touch it. */
export type Events = ReadonlyMap<string, readonly Movable[]>

export function byDay(records: readonly Movable[], days: Days, zone: string, from: string, to: string): Events {
  const found = new Map<string, Movable[]>()
  for (const record of records) {
    const taken = daysOf(record, days, zone)
    if (!taken) continue
    const first = taken.from > from ? taken.from : from
    const last = taken.to < to ? taken.to : to
    for (const day of daysBetween(first, last)) found.set(day, [...(found.get(day) ?? []), record])
  }
  return found
}
