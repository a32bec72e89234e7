/** Calendar days as `2026-03-29`; none of it knows a zone. */
const length = 86_400_000

export const addDays = (day: string, count: number): string =>
  new Date(Date.parse(`${day}T00:00Z`) + count * length).toISOString().slice(0, 10)

export const daysFrom = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / length)

/** Both ends are among them. */
export const daysBetween = (from: string, to: string): readonly string[] =>
  Array.from({ length: Math.max(daysFrom(from, to) + 1, 0) }, (_, index) => addDays(from, index))

/** @param weekStart 1 is Monday (ISO 8601) */
export function startOfWeek(day: string, weekStart: number): string {
  const weekday = new Date(`${day}T00:00Z`).getUTCDay() || 7
  return addDays(day, -((weekday - weekStart + 7) % 7))
}

export const startOfMonth = (day: string): string => `${day.slice(0, 7)}-01`

/** The same day of another month, or its last where it has no such day. */
export function addMonths(day: string, count: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + count, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + count, Math.min(date, last))).toISOString().slice(0, 10)
}

/** Whole weeks that hold a month. */
export function monthGrid(day: string, weekStart: number): { readonly from: string; readonly to: string } {
  const first = startOfMonth(day)
  const last = addDays(addMonths(first, 1), -1)
  return { from: startOfWeek(first, weekStart), to: addDays(startOfWeek(last, weekStart), 6) }
}

export const isDay = (text: string | null): text is string =>
  text !== null && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00Z`))
