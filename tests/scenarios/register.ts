/** Plugins, or parts of the house, that are not there yet. */
type Waits = readonly string[]

export interface Line {
  /** As in the acceptance catalogue: the business's number and the line's. */
  readonly id: string
  readonly title: string
  /** The plugin whose line it is, or `core`. */
  readonly owner: string
  /** What it still waits for; nothing when tests show all of it. */
  readonly waits: Waits
}

export type Row = readonly [title: string, owner: string, ...waits: Waits]

/** The lines of one business, numbered as they stand. */
export function business(number: number, rows: readonly Row[]): Line[] {
  return rows.map(([title, owner, ...waits], index) => ({ id: `S${number}.${index + 1}`, title, owner, waits }))
}

/** A title that shows lines begins with their numbers: `S0.5 S2.9 a worker sees …`. */
export function linesIn(title: string): string[] {
  return /^(S\d+\.\d+ )+/.exec(title)?.[0].trim().split(' ') ?? []
}
