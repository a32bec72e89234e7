import { Temporal } from 'temporal-polyfill'

const pattern = /^\$today(?:([+-]\d+)d)?(?:T(\d\d:\d\d))?$/

/** `$today-12d` as a date, `$today+2dT17:00` as an instant; undefined for anything else. */
export function readMoment(text: string, { today, zone }: { today: string; zone: string }): string | undefined {
  const found = pattern.exec(text)
  if (!found) return undefined
  const day = Temporal.PlainDate.from(today).add({ days: Number(found[1] ?? 0) })
  return found[2] === undefined ? day.toString() : instantAt(day, found[2], zone)
}

/**
 * When something written without a time of day is said to have happened: from noon on, a minute after what came before it,
 * so that a history stays in its order; and never later than now.
 */
export function storyClock(options: { today: string; zone: string; now: string }) {
  const used = new Map<string, number>()
  return (text: string): string => {
    const day = readMoment(text.replace(/T.*$/, ''), options) ?? options.today
    const minute = used.get(day) ?? 0
    used.set(day, minute + 1)
    const noon = Temporal.Instant.from(instantAt(Temporal.PlainDate.from(day), '12:00', options.zone))
    const given = text.includes('T') ? Temporal.Instant.from(readMoment(text, options) as string) : noon
    const at = given.add({ minutes: minute }).toString({ smallestUnit: 'millisecond' })
    const [earlier = at] = [at, options.now].sort()
    return earlier
  }
}

function instantAt(day: Temporal.PlainDate, time: string, zone: string): string {
  const local = day.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) })
  return local.toInstant().toString({ smallestUnit: 'millisecond' })
}
