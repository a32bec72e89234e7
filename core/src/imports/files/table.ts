/** A value as a file has it: typed where the file says so, else a text. Dates are in ISO 8601. */
export type Cell = string | number | boolean | null

export interface TableRow {
  /** As the file counts: the heading is 1. */
  readonly number: number
  readonly cells: readonly Cell[]
}

/** One sheet, or the whole of a file that knows none. */
export interface Table {
  readonly name: string
  readonly rows: AsyncIterable<TableRow>
}

export const isBlank = (cell: Cell | undefined) => cell === null || cell === undefined || cell === ''

/** More than any table for people has. */
export const mostColumns = 300
