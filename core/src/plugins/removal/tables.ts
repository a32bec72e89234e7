import pg from 'pg'

/** A table as it was archived: as many rows, and a checksum over all they hold that does not depend on their order. */
export interface ArchivedTable {
  readonly schema: string
  readonly name: string
  readonly rows: number
  readonly checksum: string
}

export interface TableName {
  readonly schema: string
  readonly name: string
}

/** A function with its arguments' types: `search_notes(text, text)`. */
export type FunctionName = TableName & { readonly arguments: string }

export const archive = 'guildhall_archive'
export const nameOf = ({ schema, name }: TableName) => `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`
const signatureOf = (one: FunctionName) => `${nameOf(one)}(${one.arguments})`

export async function measure(client: pg.ClientBase, tables: readonly TableName[]): Promise<ArchivedTable[]> {
  // The text of a row is the same wherever it lies as long as these are.
  await client.query("set local timezone to 'UTC'; set local datestyle to 'ISO'; set local extra_float_digits to 1")
  const measured: ArchivedTable[] = []
  for (const { schema, name } of tables) {
    const { rows } = await client.query<{ rows: string; checksum: string }>(
      `select count(*) as rows, coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text as checksum from ${nameOf({ schema, name })} t`,
    )
    measured.push({ schema, name, rows: Number(rows[0]?.rows), checksum: rows[0]?.checksum ?? '' })
  }
  return measured
}

/** Those of the tables that are there. */
export async function present(client: pg.ClientBase, tables: readonly TableName[]): Promise<TableName[]> {
  const there: TableName[] = []
  for (const { schema, name } of tables) {
    const { rows } = await client.query<{ found: boolean }>('select to_regclass($1) is not null as found', [
      nameOf({ schema, name }),
    ])
    if (rows[0]?.found) there.push({ schema, name })
  }
  return there
}

/** Functions that live for these tables alone: their search, and what only their triggers call. */
export async function functionsOf(client: pg.ClientBase, tables: readonly TableName[]): Promise<FunctionName[]> {
  const { rows } = await client.query<FunctionName>(
    `select n.nspname as schema, p.proname as name, pg_get_function_identity_arguments(p.oid) as arguments
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname = any ($2::text[]) and (
       p.proname = any (select 'search_' || split_part(t, '.', 2) from unnest($1::text[]) t)
       or (exists (select from pg_trigger g where g.tgfoid = p.oid and not g.tgisinternal)
         and not exists (select from pg_trigger g join pg_class c on c.oid = g.tgrelid join pg_namespace s on s.oid = c.relnamespace
           where g.tgfoid = p.oid and not g.tgisinternal and s.nspname || '.' || c.relname <> all ($1::text[]))))`,
    [tables.map(({ schema, name }) => `${schema}.${name}`), [...new Set(tables.map(({ schema }) => schema))]],
  )
  return rows
}

/** Moves tables and functions into another schema, with their keys, indexes and policies; no row is written. */
export async function move(
  client: pg.ClientBase,
  { tables, functions }: { tables: readonly TableName[]; functions: readonly FunctionName[] },
  direction: 'away' | 'back',
): Promise<void> {
  const from = <T extends TableName>(one: T): T => (direction === 'away' ? one : { ...one, schema: archive })
  const to = ({ schema }: TableName) => pg.escapeIdentifier(direction === 'away' ? archive : schema)
  for (const one of tables) await client.query(`alter table ${nameOf(from(one))} set schema ${to(one)}`)
  for (const one of functions) await client.query(`alter function ${signatureOf(from(one))} set schema ${to(one)}`)
}

export async function drop(
  client: pg.ClientBase,
  { tables, functions }: { tables: readonly TableName[]; functions: readonly FunctionName[] },
): Promise<void> {
  // All in one statement: they may point to each other.
  if (tables.length > 0) await client.query(`drop table ${tables.map(nameOf).join(', ')}`)
  for (const one of functions) await client.query(`drop function if exists ${signatureOf(one)}`)
}
