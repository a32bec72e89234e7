import { Temporal } from 'temporal-polyfill'

/** The calendar date of an instant in a zone. */
export function localDay(instant: string, zone: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString()
}

export function addDays(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString()
}

/** Every day from one to another, both included. */
export function daysBetween(from: string, to: string): string[] {
  const days: string[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  return days
}

export interface Span {
  readonly startsOn: string
  readonly endsOn: string
}

/** The week (from Monday, ISO 8601) or month in which a day lies. */
export function spanOf(day: string, unit: 'week' | 'month'): Span {
  const date = Temporal.PlainDate.from(day)
  if (unit === 'week') {
    const monday = date.subtract({ days: date.dayOfWeek - 1 })
    return { startsOn: monday.toString(), endsOn: monday.add({ days: 6 }).toString() }
  }
  return { startsOn: date.with({ day: 1 }).toString(), endsOn: date.with({ day: date.daysInMonth }).toString() }
}

/** Whole seconds from one instant to another: on the line of time, whatever the clocks on the wall did meanwhile. */
export const secondsBetween = (from: string, to: string): number =>
  Math.floor((Date.parse(to) - Date.parse(from)) / 1000)
