import { amountOf, type Unit } from '../kinds/measure.ts'

export interface Allowance {
  readonly allowance: number
  readonly accrual: 'yearly' | 'monthly'
}

export interface Employment {
  readonly startsOn: string | null
  readonly endsOn: string | null
}

/**
 * What somebody has been given of a year by a day of it: the allowance's share for the days he is employed, to the day. Yearly it is all given
 * at once, monthly as much as the months that have begun are worth. It is rounded once, here, to the nearest half-day or minute, the middle up.
 */
export function entitledTo({ allowance, accrual }: Allowance, unit: Unit, employed: Employment, today: string): number {
  const year = today.slice(0, 4)
  const first = later(`${year}-01-01`, employed.startsOn)
  const end = accrual === 'yearly' ? `${year}-12-31` : monthEnd(today)
  const last = employed.endsOn && employed.endsOn < end ? employed.endsOn : end
  if (last < first) return 0
  return amountOf((allowance * daysFrom(first, last)) / daysFrom(`${year}-01-01`, `${year}-12-31`), unit)
}

export const later = (day: string, other: string | null) => (other !== null && other > day ? other : day)

const daysFrom = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1

const monthEnd = (day: string) => dayIn(Number(day.slice(0, 4)), `${day.slice(5, 7)}-31`)

/** The date of a month and day in a year; what a month does not have is its last day. */
export function dayIn(year: number, monthAndDay: string): string {
  const [month = 1, day = 1] = monthAndDay.split('-').map(Number)
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1, Math.min(day, last))).toISOString().slice(0, 10)
}
