import { Temporal } from 'temporal-polyfill'

/** When somebody is there to work: wall-clock hours on some weekdays (1 Monday … 7 Sunday, ISO 8601), in a zone, and never on closed days. */
export interface WorkingHours {
  readonly zone: string
  readonly opensAt: string
  readonly closesAt: string
  readonly firstDay: number
  readonly lastDay: number
  isClosed(day: string): boolean
}

/** No deadline lies so far ahead that more days would have to be looked at. */
const mostDays = 3_660

/**
 * The instant at which so many working minutes are over that begin at an instant; at the earliest of those possible, so that what is due after the
 * last minute of a day is due at its close. Where the business never opens, null.
 */
export function afterWorking(hours: WorkingHours, from: string, minutes: number): string | null {
  let left = minutes * 60_000
  for (const { begin, end } of stretches(hours, from)) {
    const length = end - begin
    if (left <= length) return new Date(begin + left).toISOString()
    left -= length
  }
  return null
}

/** Working minutes between two instants, whole ones; 0 where the second is not after the first. */
export function workingBetween(hours: WorkingHours, from: string, until: string): number {
  const last = Date.parse(until)
  let worked = 0
  for (const { begin, end } of stretches(hours, from)) {
    if (begin >= last) break
    worked += Math.min(end, last) - begin
  }
  return Math.floor(worked / 60_000)
}

/** The times of work from an instant on, as milliseconds since 1970. An hour that a change of clocks skips or repeats is as long as it is. */
function* stretches(hours: WorkingHours, from: string): Generator<{ readonly begin: number; readonly end: number }> {
  const { zone, opensAt, closesAt, firstDay, lastDay, isClosed } = hours
  const start = Date.parse(from)
  const first = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(zone).toPlainDate()
  for (let ahead = 0; ahead < mostDays; ahead++) {
    const day = first.add({ days: ahead })
    if (!isWithin(day.dayOfWeek, firstDay, lastDay) || isClosed(day.toString())) continue
    const at = (time: string) => day.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds
    const [begin, end] = [Math.max(at(opensAt), start), at(closesAt)]
    if (begin < end) yield { begin, end }
  }
}

/** A week of work may run over its end: from Saturday to Wednesday. */
const isWithin = (day: number, first: number, last: number) =>
  first <= last ? day >= first && day <= last : day >= first || day <= last
