import type { Readable } from 'node:stream'
import pg from 'pg'
import { readInstalled } from '../archive/installed.ts'
import { lineOf } from '../archive/lines.ts'
import { type Packing, type WriteOptions, writeArchive } from '../archive/write.ts'
import { type Handlers, heldAndQueued } from '../tenancy/archive/rows.ts'
import { allTables, type Table } from './catalogue.ts'
import { type BackupManifest, format } from './manifest.ts'

export interface BackupParts {
  /** Of the owner, who sees every tenant. */
  readonly pool: pg.Pool
  readonly handlers: Handlers
  readonly now: () => string
  readonly secret: string
}

/** The whole installation as one file, as it was at one moment, while people work. */
export function writeBackup(parts: BackupParts, options: WriteOptions): Promise<Readable> {
  return writeArchive(parts.pool, options, allTables, (client, tables, packing) =>
    fill(client, parts, tables, packing, options.passphrase !== undefined),
  )
}

async function fill(
  client: pg.PoolClient,
  { handlers, now, secret }: BackupParts,
  tables: readonly Table[],
  { take, taken }: Packing,
  isSealed: boolean,
): Promise<BackupManifest> {
  for (const table of tables)
    await take({
      name: table.name,
      columns: table.columns.map(({ name }) => name),
      question: selectAll(table, handlers),
    })
  const installed = await readInstalled(client)
  const { rows } = await client.query<{ tenants: number }>('select count(*)::int as tenants from guildhall.tenants')
  return {
    format,
    createdAt: now(),
    guildhall: installed.get('core')?.version ?? '',
    tenants: rows[0]?.tenants ?? 0,
    plugins: [...installed.values()],
    tables: taken,
    ...(isSealed && { secret }),
  }
}

/** A table's rows in the order of its key. */
export function selectAll({ name, qualified, columns, key }: Table, handlers: Handlers): string {
  const names = columns.map((column) => pg.escapeIdentifier(column.name))
  const source = name === 'guildhall.held_deliveries' ? heldAndQueued(null, handlers) : qualified
  const order = (key.length > 0 ? key : columns.map((column) => column.name)).map((each) => pg.escapeIdentifier(each))
  return `select ${lineOf(names.map((each) => `t.${each}`))} from ${source} t order by ${order.map((each) => `t.${each}`)}`
}
