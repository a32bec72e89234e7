/** The point in time a scope acts at: an ISO instant in UTC with milliseconds, and the date in the actor's zone. */
export interface Moment {
  readonly now: string
  readonly today: string
}

export const datePattern = /^\d{4}-\d{2}-\d{2}$/
export const todayPattern = /^\$today(?:([+-]\d{1,5})d)?$/
export const nowPattern = /^\$now(?:([+-]\d{1,7})([mhd]))?$/

const milliseconds = { m: 60_000, h: 3_600_000, d: 86_400_000 }

/**
 * `$today+30d` → `2026-05-01`, `$now-2h` → `2026-04-01T08:00:00.000Z`. A day of `$now` is 24 hours, one of `$today` a calendar day.
 * @throws TypeError for anything else
 */
export function resolveMoment(expression: string, moment: Moment): string {
  const day = todayPattern.exec(expression)
  if (day) return shifted(`${moment.today}T00:00:00.000Z`, Number(day[1] ?? 0) * milliseconds.d).slice(0, 10)
  const instant = nowPattern.exec(expression)
  if (!instant) throw new TypeError(`${expression} is no moment`)
  return shifted(moment.now, Number(instant[1] ?? 0) * milliseconds[(instant[2] ?? 'm') as keyof typeof milliseconds])
}

export function isDate(text: string): boolean {
  if (!datePattern.test(text) || text.startsWith('0000')) return false
  const time = Date.parse(`${text}T00:00:00.000Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

const instantPattern = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/

/** ISO 8601 with an offset → UTC with milliseconds; null for what is none. */
export function instantOf(text: string): string | null {
  const match = instantPattern.exec(text)
  const time = match && isDate(match[1] ?? '') ? Date.parse(text) : Number.NaN
  return Number.isNaN(time) ? null : new Date(time).toISOString()
}

function shifted(from: string, by: number): string {
  return new Date(Date.parse(from) + by).toISOString()
}
