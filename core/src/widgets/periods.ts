import type { Period } from '@guildhall/sdk'
import { Temporal } from 'temporal-polyfill'

/** From a day up to, and without, another. */
export interface Stretch {
  readonly from: string
  readonly to: string
}

/** The last periods of a calendar, the one a day lies in last. A week begins on `weekStart` (1 Monday … 7 Sunday). */
export function lastPeriods(today: string, each: Period, count: number, weekStart: number): Stretch[] {
  const present = beginning(Temporal.PlainDate.from(today), each, weekStart)
  const unit = `${each}s` as const
  return Array.from({ length: count }, (_, index) => ({
    from: present.add({ [unit]: index - count + 1 }).toString(),
    to: present.add({ [unit]: index - count + 2 }).toString(),
  }))
}

function beginning(day: Temporal.PlainDate, each: Period, weekStart: number): Temporal.PlainDate {
  if (each === 'day') return day
  if (each === 'month') return day.with({ day: 1 })
  return day.subtract({ days: (day.dayOfWeek - weekStart + 7) % 7 })
}

/** The first days of the period before, as many as have begun of this one; the whole of it where it is shorter. */
export function sameDaysBefore(before: Stretch, present: Stretch, today: string): Stretch {
  const begun = Temporal.PlainDate.from(present.from).until(today, { largestUnit: 'days' }).days + 1
  const to = Temporal.PlainDate.from(before.from).add({ days: begun }).toString()
  // biome-ignore lint/complexity/useMathMinMax: dates as texts
  return { from: before.from, to: to < before.to ? to : before.to }
}

/** The instant in UTC at which a day begins in a zone. */
export function beginningOf(day: string, zone: string): string {
  return Temporal.PlainDate.from(day).toZonedDateTime(zone).toInstant().toString({ fractionalSecondDigits: 3 })
}
