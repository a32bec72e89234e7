import type { Clock } from '@guildhall/sdk'

const formats = new Map<string, Intl.DateTimeFormat>()

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => new Date().toISOString(),
  today: (zone = 'UTC') => dateIn(zone, new Date()),
}

/** The calendar date of an instant in a zone. */
export function dateIn(zone: string, instant: Date): string {
  let format = formats.get(zone)
  if (!format) {
    // The Canadian way of writing a date is ISO 8601's.
    format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
    formats.set(zone, format)
  }
  return format.format(instant)
}
