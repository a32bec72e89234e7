import { Temporal } from 'temporal-polyfill'
import type { rhythms } from './preferences.ts'

export interface Wishes {
  readonly quietFrom: string | null
  readonly quietTo: string | null
  readonly digest: (typeof rhythms)[number]
  readonly digestAt: string
}

interface Place {
  /** An instant. */
  readonly now: string
  /** IANA. */
  readonly zone: string
  /** 1 Monday … 7 Sunday (ISO 8601). */
  readonly weekStart: number
}

/**
 * When a message may go: now, at the next digest, and not within the quiet hours. All on the wall clock of the person's zone, where a
 * time that a change of clocks skips comes right after the gap.
 */
export function momentFor(wishes: Wishes, { now, zone, weekStart }: Place, withDigest: boolean): string {
  const moment = Temporal.Instant.from(now).toZonedDateTimeISO(zone)
  const due = afterQuiet(withDigest ? nextDigest(wishes, moment, weekStart) : moment, wishes)
  return due.toInstant().toString({ fractionalSecondDigits: 3 })
}

function nextDigest({ digest, digestAt }: Wishes, from: Temporal.ZonedDateTime, weekStart: number) {
  if (digest === 'at-once') return from
  if (digest === 'hourly') return from.round({ smallestUnit: 'hour', roundingMode: 'floor' }).add({ hours: 1 })
  const days = digest === 'weekly' ? (weekStart - from.dayOfWeek + 7) % 7 : 0
  const next = at(from.add({ days }), digestAt)
  if (Temporal.ZonedDateTime.compare(next, from) > 0) return next
  return at(from.add({ days: days + (digest === 'weekly' ? 7 : 1) }), digestAt)
}

function afterQuiet(moment: Temporal.ZonedDateTime, { quietFrom, quietTo }: Wishes): Temporal.ZonedDateTime {
  if (!quietFrom || !quietTo || quietFrom === quietTo) return moment
  const time = moment.toPlainTime().toString({ smallestUnit: 'minute' })
  const isOverMidnight = quietFrom > quietTo
  const isQuiet = isOverMidnight ? time >= quietFrom || time < quietTo : time >= quietFrom && time < quietTo
  if (!isQuiet) return moment
  return at(isOverMidnight && time >= quietFrom ? moment.add({ days: 1 }) : moment, quietTo)
}

const at = (day: Temporal.ZonedDateTime, time: string) => day.withPlainTime(Temporal.PlainTime.from(time))
