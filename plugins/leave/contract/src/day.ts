/** A stretch of work on a weekday (1 Monday … 7 Sunday), wall-clock times `HH:MM`, `24:00` among them. */
export interface Stretch {
  readonly day: number
  readonly from: string
  readonly to: string
}

/** A holiday: all of the day, or the first or second half of its work. */
export interface DayOff {
  readonly on: string
  readonly part: 'whole' | 'morning' | 'afternoon'
}

/** What somebody is away for: dates, both included, cut at noon at either end; or hours of one date. */
export interface Absence {
  readonly startsOn: string
  readonly endsOn: string
  readonly startsAtNoon?: boolean
  readonly endsAtNoon?: boolean
  readonly fromTime?: string | null
  readonly toTime?: string | null
}

/** Who has no schedule works Monday to Friday, eight hours. */
export const usualSchedule: readonly Stretch[] = [1, 2, 3, 4, 5].map((day) => ({ day, from: '09:00', to: '17:00' }))

/**
 * What an absence takes of one date: `minutes` of work by the schedule and `halves` of a working day (0, 1 or 2), holidays left out. The halves of
 * a day are those of its work, however long it is and whenever it begins. Hours of a date are minutes only.
 */
export function reckonDay(
  on: string,
  absence: Absence,
  schedule: readonly Stretch[],
  holidays: readonly DayOff[],
): { readonly minutes: number; readonly halves: number } {
  if (on < absence.startsOn || on > absence.endsOn) return { minutes: 0, halves: 0 }
  const [first, second] = halvesOf(workOn(on, schedule.length > 0 ? schedule : usualSchedule))
  const off = holidays.filter((holiday) => holiday.on === on).map(({ part }) => part)
  const isOff = (half: DayOff['part']) => off.includes('whole') || off.includes(half)
  const morning = isOff('morning') ? [] : first
  const afternoon = isOff('afternoon') ? [] : second
  const { fromTime, toTime } = absence
  if (fromTime && toTime) {
    const within = cut([...morning, ...afternoon], minutesOf(fromTime), minutesOf(toTime))
    return { minutes: lengthOf(within), halves: 0 }
  }
  const asked = [
    on === absence.startsOn && absence.startsAtNoon ? [] : morning,
    on === absence.endsOn && absence.endsAtNoon ? [] : afternoon,
  ]
  return { minutes: lengthOf(asked.flat()), halves: asked.filter((half) => half.length > 0).length }
}

/** All dates from one to another, both included. */
export function daysBetween(from: string, to: string): string[] {
  const days: string[] = []
  for (let day = from; day <= to; day = nextDay(day)) days.push(day)
  return days
}

export const nextDay = (on: string) => new Date(Date.parse(on) + 86_400_000).toISOString().slice(0, 10)

/** 1 Monday … 7 Sunday (ISO 8601). */
export const weekdayOf = (on: string) => new Date(on).getUTCDay() || 7

type Piece = readonly [from: number, to: number]

function workOn(on: string, schedule: readonly Stretch[]): Piece[] {
  const day = weekdayOf(on)
  return schedule
    .filter((stretch) => stretch.day === day)
    .map(({ from, to }): Piece => [minutesOf(from), minutesOf(to)])
    .sort(([a], [b]) => a - b)
}

/** The first and the second half of the day's work. */
function halvesOf(pieces: readonly Piece[]): [Piece[], Piece[]] {
  let left = Math.floor(lengthOf(pieces) / 2)
  const noon = pieces.find(([from, to]) => {
    if (to - from >= left) return true
    left -= to - from
    return false
  })
  const at = (noon?.[0] ?? 0) + left
  return [cut(pieces, 0, at), cut(pieces, at, 1440)]
}

const cut = (pieces: readonly Piece[], from: number, to: number): Piece[] =>
  pieces.map(([a, b]): Piece => [Math.max(a, from), Math.min(b, to)]).filter(([a, b]) => a < b)

const lengthOf = (pieces: readonly Piece[]) => pieces.reduce((sum, [from, to]) => sum + to - from, 0)

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}
