/** `2026-03` and so many months on. */
export function monthFrom(month: string, step: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 1 + step, 1)).toISOString().slice(0, 7)
}

export function daysOf(month: string): string[] {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const count = new Date(Date.UTC(year, number, 0)).getUTCDate()
  return Array.from({ length: count }, (_, index) => `${month}-${String(index + 1).padStart(2, '0')}`)
}

/** 1 Monday … 7 Sunday. */
export const weekdayOf = (day: string) => new Date(day).getUTCDay() || 7

export interface Away {
  readonly id: string
  readonly person: string
  readonly startsOn: string
  readonly endsOn: string
  readonly startsAtNoon: boolean
  readonly endsAtNoon: boolean
  readonly status: string
  readonly kind?: { readonly name: string; readonly color: string }
}

export interface TeamCalendar {
  readonly today: string
  readonly people: readonly { readonly id: string; readonly name: string }[]
  readonly absences: readonly Away[]
  readonly holidays: readonly { readonly on: string; readonly name: string; readonly part: string }[]
}

/** What covers a day of a person: what was approved before what still waits. */
export function awayOn(absences: readonly Away[], person: string, day: string): Away | undefined {
  const found = absences.filter((each) => each.person === person && each.startsOn <= day && day <= each.endsOn)
  return found.find(({ status }) => status === 'approved') ?? found[0]
}

/** Which part of the day it covers. */
export function partOn(
  { startsOn, endsOn, startsAtNoon, endsAtNoon }: Away,
  day: string,
): 'whole' | 'morning' | 'afternoon' {
  if (day === startsOn && startsAtNoon) return 'afternoon'
  return day === endsOn && endsAtNoon ? 'morning' : 'whole'
}
