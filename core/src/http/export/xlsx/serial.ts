import { LRUCache } from 'lru-cache'
import { Temporal } from 'temporal-polyfill'

const day = 86_400_000
const epoch = Date.UTC(1899, 11, 30)
/** Before it spreadsheets count a day that never was (29 February 1900). */
const first = Date.UTC(1900, 2, 1)

/** Days since the epoch of spreadsheets (ECMA-376, 18.17.4.1); null for what they cannot count. */
export function serialOfDate(date: string): number | null {
  return serial(Date.parse(`${date}T00:00:00Z`))
}

/** What a clock in the zone shows at an instant: spreadsheets know no zones. */
export function serialOfInstant(instant: string, zone: string): number | null {
  const at = Date.parse(instant)
  return Number.isNaN(at) ? null : serial(Math.floor(at / 1000) * 1000 + offsetAt(at, zone))
}

/** Zones change their offset at quarters of an hour at most; what was looked up for one holds for all of it. */
const quarter = 900_000
const offsets = new LRUCache<string, number>({ max: 10_000 })

function offsetAt(at: number, zone: string): number {
  const start = Math.floor(at / quarter) * quarter
  const key = `${zone} ${start}`
  const known = offsets.get(key)
  if (known !== undefined) return known
  const offset = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(zone).offsetNanoseconds / 1_000_000
  offsets.set(key, offset)
  return offset
}

function serial(milliseconds: number): number | null {
  if (Number.isNaN(milliseconds) || milliseconds < first) return null
  return (milliseconds - epoch) / day
}
