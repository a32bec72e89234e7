import { createHash } from 'node:crypto'

/** A row as the wire brings it: texts in PostgreSQL's output format, null for null. */
export type RawRow = readonly (string | null)[]

/** A statement prepared once per connection under a name made from its text. */
export interface Statement<Row = RawRow> {
  readonly name: string
  readonly text: string
  readonly decode: (row: RawRow) => Row
}

/** A statement with the values of its parameters. */
export interface BoundStatement<Row = RawRow> {
  readonly statement: Statement<Row>
  readonly values: readonly unknown[]
}

export interface StatementResult<Row> {
  readonly rows: Row[]
  /** How many rows an INSERT, UPDATE or DELETE touched. */
  readonly affected: number
}

export function prepare(text: string): Statement<RawRow>
export function prepare<Row>(text: string, decode: (row: RawRow) => Row): Statement<Row>
export function prepare(text: string, decode: (row: RawRow) => unknown = (row) => row): Statement<unknown> {
  return { name: `g${createHash('sha1').update(text).digest('base64url')}`, text, decode }
}

export function bind<Row>(statement: Statement<Row>, ...values: unknown[]): BoundStatement<Row> {
  return { statement, values }
}
