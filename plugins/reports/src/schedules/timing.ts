import { Cron } from 'croner'
import { Temporal } from 'temporal-polyfill'
import type { Days } from '../query/period.ts'

export interface Timing {
  readonly unit: 'day' | 'week' | 'month' | 'cron'
  readonly every: number
  readonly time: string
  readonly startsOn: string
  readonly cron: string | null
  readonly untilToday: boolean
}

/** Five fields; whether they can be met is judged when the schedule is kept. */
export const cronPattern = '^\\S+(\\s+\\S+){4}$'

const longest = { day: 1, week: 7, month: 31 } as const

/** The first moment after an instant at which a report is due; null where there is none any more. A time that a change of clocks skips moves forward. */
export function nextSlot(timing: Timing, zone: string, after: string): string | null {
  if (timing.unit === 'cron') return expression(timing, zone).nextRun(new Date(after))?.toISOString() ?? null
  for (let step = stepBefore(timing, after); ; step++) {
    const moment = slot(timing, zone, step)
    if (moment > after) return moment
  }
}

/** The days that a sending tells of: since the one before. */
export function periodOfSlot(timing: Timing, zone: string, at: string): Days {
  const day = Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate()
  const before = dayBefore(timing, zone, at, day)
  return timing.untilToday
    ? { from: before.add({ days: 1 }).toString(), to: day.toString() }
    : { from: before.toString(), to: day.subtract({ days: 1 }).toString() }
}

/** The next so many, for people to see. @throws where the cron expression is wrong */
export function nextSlots(timing: Timing, zone: string, after: string, count: number): string[] {
  const slots: string[] = []
  for (let at: string | null = after; slots.length < count; ) {
    at = nextSlot(timing, zone, at)
    if (at === null) break
    slots.push(at)
  }
  return slots
}

/** @throws where the expression is wrong */
function expression({ cron }: Timing, zone: string): Cron {
  return new Cron(cron ?? '', { mode: '5-part', timezone: zone, paused: true })
}

function slot(timing: Timing, zone: string, step: number): string {
  const [hour = 0, minute = 0] = timing.time.split(':').map(Number)
  const moment = dayOf(timing, step).toPlainDateTime({ hour, minute }).toZonedDateTime(zone)
  return moment.toInstant().toString({ fractionalSecondDigits: 3 })
}

/** Reckoned from the first day each time, so that a 31st comes again after a February. */
const dayOf = ({ unit, every, startsOn }: Timing, step: number) =>
  Temporal.PlainDate.from(startsOn).add({ [`${unit}s`]: every * step })

/** A step that surely lies before an instant, and not far. */
function stepBefore({ unit, every, startsOn }: Timing, after: string): number {
  const passed = (Date.parse(after) - Date.parse(startsOn)) / 86_400_000
  const length = unit === 'cron' ? 1 : longest[unit]
  return Math.max(0, Math.floor(passed / (length * every)) - 2)
}

function dayBefore(timing: Timing, zone: string, at: string, day: Temporal.PlainDate): Temporal.PlainDate {
  if (timing.unit === 'cron') {
    const [before] = expression(timing, zone).previousRuns(1, new Date(at))
    return before
      ? Temporal.Instant.from(before.toISOString()).toZonedDateTimeISO(zone).toPlainDate()
      : day.subtract({ days: 1 })
  }
  for (let step = stepBefore(timing, at); ; step++) {
    const found = dayOf(timing, step)
    if (Temporal.PlainDate.compare(found, day) >= 0)
      return step > 0 && Temporal.PlainDate.compare(found, day) === 0
        ? dayOf(timing, step - 1)
        : day.subtract({ [`${timing.unit}s`]: timing.every })
  }
}
