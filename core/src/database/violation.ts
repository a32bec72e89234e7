/** What PostgreSQL says of a refused statement; see its manual, appendix A (error codes). */
export interface Violation {
  readonly code: string
  readonly constraint: string | undefined
  readonly table: string | undefined
  readonly detail: string | undefined
}

export function violationOf(error: unknown): Violation | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null
  const { constraint, table, detail } = error as Error & Partial<Record<'constraint' | 'table' | 'detail', string>>
  return { code: error.code, constraint, table, detail }
}

export const sqlState = {
  staleScope: 'GH001',
  notAllowed: 'GH002',
  notNull: '23502',
  foreignKey: '23503',
  unique: '23505',
  check: '23514',
  exclusion: '23P01',
  outOfRange: '22003',
  serialization: '40001',
  deadlock: '40P01',
  undefinedTable: '42P01',
  undefinedFunction: '42883',
} as const

/** What is said of a record that was changed between being read and being written. */
export const movedOn = 'moved'

/**
 * The work may be done again from the start: rights were overtaken, two transactions got in each other's way, or the tables of a
 * plugin were put away, which whoever remembers that it is on does not know yet.
 */
export function isWorthRepeating(error: unknown): boolean {
  const { code, detail } = violationOf(error) ?? {}
  if (code === sqlState.notAllowed) return detail === movedOn
  return code !== undefined && repeatable.has(code)
}

const repeatable: ReadonlySet<string> = new Set([
  sqlState.staleScope,
  sqlState.serialization,
  sqlState.deadlock,
  sqlState.undefinedTable,
  sqlState.undefinedFunction,
])

/** The database is not there, or goes: the connection broke, was refused, or could not be had in time. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code } = error as NodeJS.ErrnoException
  if (
    typeof code === 'string' &&
    /^(08|57P0|53300|E(CONNREFUSED|CONNRESET|PIPE|TIMEDOUT|NOTFOUND|AI_AGAIN)$)/.test(code)
  )
    return true
  return /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/.test(
    error.message,
  )
}

/**
 * An error without an SQLSTATE came from the connection, not from a statement; so did those of class 08 and 57P0x
 * (the server goes down): the connection is thrown away.
 */
export function isBroken(error: unknown): boolean {
  return !(
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    /^(?!08|57P0)[0-9A-Z]{5}$/.test(error.code)
  )
}
