/** Wall-clock time in a zone, as `<input type="datetime-local">` has it: `2026-03-29T03:30`. */
export function wallTimeOf(instant: string, zone: string): string {
  const at = new Date(instant)
  return Number.isNaN(at.getTime()) ? '' : wallOf(at.getTime(), zone).slice(0, 16)
}

/**
 * The instant at which clocks in a zone show a wall-clock time. Where they show it twice (clocks went back) it is the first;
 * where never (clocks went forward), as much later as they jumped: the way of Temporal's `compatible`.
 */
export function instantOf(wall: string, zone: string): string | null {
  const asUtc = Date.parse(`${wall.length === 10 ? `${wall}T00:00` : wall}Z`)
  if (Number.isNaN(asUtc)) return null
  const day = 86_400_000
  const before = asUtc - offsetAt(asUtc - day, zone)
  const after = asUtc - offsetAt(asUtc + day, zone)
  const found = [before, after].filter((at) => at + offsetAt(at, zone) === asUtc)
  return new Date(found.length > 0 ? Math.min(...found) : before).toISOString()
}

/** The day that began last in a zone. */
export const dayOf = (instant: string, zone: string): string => wallTimeOf(instant, zone).slice(0, 10)

export const startOfDay = (day: string, zone: string): string | null => instantOf(day, zone)

export function startOfNextDay(day: string, zone: string): string | null {
  const next = Date.parse(`${day}T00:00Z`) + 86_400_000
  return Number.isNaN(next) ? null : instantOf(new Date(next).toISOString().slice(0, 10), zone)
}

/** How a person reads a zone's name: `Europe/Bucharest`, and how far it is from UTC then. */
export function zoneName(zone: string, language: string, at = Date.now()): string {
  const parts = new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: 'shortOffset' }).formatToParts(at)
  const offset = parts.find(({ type }) => type === 'timeZoneName')?.value
  return `${zone.replaceAll('_', ' ')}${offset ? ` (${offset})` : ''}`
}

const offsetAt = (at: number, zone: string) => Date.parse(`${wallOf(at, zone)}Z`) - Math.floor(at / 1000) * 1000

function wallOf(at: number, zone: string): string {
  const parts = Object.fromEntries(
    clockOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  )
  const { year = '', month, day, hour, minute, second } = parts
  return `${year.padStart(4, '0')}-${month}-${day}T${hour}:${minute}:${second}`
}

const clocks = new Map<string, Intl.DateTimeFormat>()

function clockOf(zone: string): Intl.DateTimeFormat {
  let clock = clocks.get(zone)
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
    clocks.set(zone, clock)
  }
  return clock
}
