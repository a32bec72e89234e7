const day = 86_400_000
const epoch = Date.UTC(1899, 11, 30)
/** Before it spreadsheets count a day that never was (29 February 1900). */
const first = Date.UTC(1900, 2, 1)

/** Days since the epoch of spreadsheets (ECMA-376, 18.17.4.1); null for what they cannot count. */
export function serialOfDate(date: string): number | null {
  return serial(Date.parse(`${date}T00:00:00Z`))
}

const clocks = new Map<string, Intl.DateTimeFormat>()

/** What a clock in the zone shows at an instant: spreadsheets know no zones. */
export function serialOfInstant(instant: string, zone: string): number | null {
  let clock = clocks.get(zone)
  if (!clock) {
    const numeric = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const
    clock = new Intl.DateTimeFormat('en-CA', { ...numeric, second: '2-digit', hourCycle: 'h23', timeZone: zone })
    clocks.set(zone, clock)
  }
  const at = new Date(instant)
  if (Number.isNaN(at.getTime())) return null
  const { year, month, day: date, hour, minute, second } = partsOf(clock, at)
  return serial(Date.UTC(year, month - 1, date, hour, minute, second))
}

function serial(milliseconds: number): number | null {
  if (Number.isNaN(milliseconds) || milliseconds < first) return null
  return (milliseconds - epoch) / day
}

function partsOf(clock: Intl.DateTimeFormat, at: Date) {
  const parts = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  const { year = 0, month = 0, day: date = 0, hour = 0, minute = 0, second = 0 } = parts
  return { year, month, day: date, hour, minute, second }
}
