export interface Dated {
  readonly createdAt?: string
  readonly completedAt?: string | null
}

export interface BurnUp {
  readonly days: readonly string[]
  /** How many tasks there were by the end of each day, and how many of them were completed. */
  readonly planned: readonly number[]
  readonly completed: readonly number[]
}

const mostDays = 30
const dayLength = 86_400_000

/** How work grew and was done, day by day up to a moment; nothing where the reader may not know when tasks were made. */
export function burnUpOf(tasks: readonly Dated[], now: string, dayOf: (instant: string) => string): BurnUp | null {
  const made = tasks.flatMap(({ createdAt }) => createdAt ?? [])
  const first = made.toSorted()[0]
  if (first === undefined || made.length < tasks.length) return null
  const begun = Math.max(Date.parse(first), Date.parse(now) - (mostDays - 1) * dayLength)
  const count = Math.floor((Date.parse(now) - begun) / dayLength) + 1
  const days = [
    ...new Set(
      Array.from({ length: count }, (_, index) => dayOf(new Date(begun + index * dayLength).toISOString())).concat(
        dayOf(now),
      ),
    ),
  ]
  const by = (day: string, instants: readonly string[]) => instants.filter((instant) => dayOf(instant) <= day).length
  const finished = tasks.flatMap(({ completedAt }) => completedAt ?? [])
  return {
    days,
    planned: days.map((day) => by(day, made)),
    completed: days.map((day) => by(day, finished)),
  }
}
