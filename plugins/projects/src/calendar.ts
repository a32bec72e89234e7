import { Temporal } from 'temporal-polyfill'

export type Unit = 'day' | 'week' | 'month' | 'year'

/** The calendar date of an instant in a zone. */
export function localDate(instant: string, zone: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString()
}

/** A wall-clock time of a date in a zone as an instant in UTC; a time that a change of clocks skips moves forward. */
export function instantAt(date: string, time: string, zone: string): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return utc(Temporal.PlainDate.from(date).toPlainDateTime({ hour, minute }).toZonedDateTime(zone))
}

export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString()
}

/** The n-th step of a series that starts at an instant: same time on the wall clock, the month's end clamped but not forgotten. */
export function stepFrom(start: string, step: { every: number; unit: Unit }, n: number, zone: string): string {
  return utc(
    Temporal.Instant.from(start)
      .toZonedDateTimeISO(zone)
      .add({ [`${step.unit}s`]: step.every * n }),
  )
}

function utc(moment: Temporal.ZonedDateTime): string {
  return moment.toInstant().toString({ fractionalSecondDigits: 3 })
}
