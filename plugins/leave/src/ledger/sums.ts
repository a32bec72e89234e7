/** A move of a balance. */
export interface Move {
  readonly on: string
  readonly amount: number
}

export const sumOf = (moves: readonly Move[]) => moves.reduce((sum, { amount }) => sum + amount, 0)

/** How low the balance is on its lowest day from a date on. Later grants do not pay for earlier leave. */
export function lowestFrom(moves: readonly Move[], from: string): number {
  const before = sumOf(moves.filter(({ on }) => on < from))
  const days = Map.groupBy(
    moves.filter(({ on }) => on >= from),
    ({ on }) => on,
  )
  let balance = before
  let lowest = days.has(from) ? Number.POSITIVE_INFINITY : before
  for (const [, moved] of [...days].sort(([a], [b]) => (a < b ? -1 : 1))) {
    balance += sumOf(moved)
    lowest = Math.min(lowest, balance)
  }
  return lowest
}

/** A sum for each month, told by its first day of leave. */
export function byMonth(moves: readonly Move[]): Map<string, Move> {
  const months = Map.groupBy(moves, ({ on }) => on.slice(0, 7))
  return new Map(
    [...months].map(([month, found]) => [
      month,
      { on: found.map(({ on }) => on).sort()[0] ?? month, amount: sumOf(found) },
    ]),
  )
}
