import { createHash } from 'node:crypto'
import type pg from 'pg'

/** One row: its values in PostgreSQL's own text format, in the order of the columns. Exact for every type there is. */
export type Line = string

/** How every session that writes or reads lines must speak. */
export const sessionFormat = `set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres';
  set local bytea_output = 'hex'; set local extra_float_digits = 1; set local idle_in_transaction_session_timeout = '15min'; set local statement_timeout = 0`

/** A select list that makes a line of these expressions. */
export const lineOf = (expressions: readonly string[]) =>
  `array_to_json(array[${expressions.map((each) => `(${each})::text`).join(', ')}]::text[])::text as line`

/** The values of the lines in `$1`, each with its type. */
export const valuesOfLines = (types: readonly string[]) =>
  `select ${types.map((type, index) => `(v ->> ${index})::${type}`).join(', ')}
   from unnest($1::text[]) as given(line) cross join lateral (select line::json) as read(v)`

const most = 1000

/** Reads a question's lines some at a time, whatever there are. Inside a transaction. */
export async function* linesOf(client: pg.ClientBase, question: string): AsyncGenerator<Line[]> {
  await client.query(`declare lines no scroll cursor for ${question}`)
  for (;;) {
    const { rows } = await client.query<{ line: Line }>(`fetch ${most} from lines`)
    if (rows.length > 0) yield rows.map(({ line }) => line)
    if (rows.length < most) break
  }
  await client.query('close lines')
}

/** What stands in the manifest for a table: how many lines, and their SHA-256, each with its line feed. */
export function tally() {
  const hash = createHash('sha256')
  let rows = 0
  return {
    add(lines: readonly Line[]) {
      rows += lines.length
      for (const line of lines) hash.update(`${line}\n`)
    },
    count: () => rows,
    result: () => ({ rows, sha256: hash.digest('hex') }),
  }
}
