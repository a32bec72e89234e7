import type pg from 'pg'
import { notEqual } from '../archive/errors.ts'
import { requirePlugins } from '../archive/installed.ts'
import { linesOf, sessionFormat, tally, valuesOfLines } from '../archive/lines.ts'
import { checkArchive, readArchive } from '../archive/read.ts'
import type { Progress } from '../archive/write.ts'
import { selectAll } from './backup.ts'
import { allTables, foreignKeys, type Table } from './catalogue.ts'
import { notEmpty } from './errors.ts'
import { type BackupManifest, format } from './manifest.ts'

export interface RestoreOptions {
  readonly path: string
  readonly passphrase?: string | undefined
  readonly onProgress?: Progress
}

export const checkBackup = (path: string, passphrase: string | undefined): Promise<BackupManifest> =>
  checkArchive<BackupManifest>({ path, passphrase, format })

/**
 * Fills a migrated installation that has nothing yet: in one transaction, all of it, and each table equal to what the backup says.
 * @throws 409 where there is somebody already, or plugins are not the same; 422 for an archive that is not whole
 */
export async function restoreBackup(client: pg.ClientBase, options: RestoreOptions): Promise<BackupManifest> {
  const { path, passphrase } = options
  const manifest = await checkBackup(path, passphrase)
  await client.query(`begin; ${sessionFormat}`)
  try {
    await requireEmpty(client)
    await requirePlugins(client, manifest.plugins)
    const tables = new Map((await allTables(client)).map((table) => [table.name, table]))
    const keys = await foreignKeys(client)
    for (const { table, name } of keys) await client.query(`alter table ${table} drop constraint ${name}`)
    await client.query(`truncate ${[...tables.values()].map(({ qualified }) => qualified).join(', ')}`)
    await load(client, manifest, tables, options)
    for (const { table, name, definition } of keys)
      await client.query(`alter table ${table} add constraint ${name} ${definition}`)
    for (const table of tables.values()) await settle(client, table)
    await requireEqual(client, manifest, tables)
    await client.query('commit')
    return manifest
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

async function requireEmpty(client: pg.ClientBase): Promise<void> {
  await client.query('lock table guildhall.users, guildhall.tenants in share row exclusive mode')
  const { rows } = await client.query<{ users: number }>('select count(*)::int as users from guildhall.users')
  if (rows[0]?.users !== 0) throw notEmpty({ users: rows[0]?.users ?? 0 })
}

async function load(
  client: pg.ClientBase,
  manifest: BackupManifest,
  tables: ReadonlyMap<string, Table>,
  { path, passphrase, onProgress }: RestoreOptions,
): Promise<void> {
  const statements = new Map<string, string>()
  for (const { name, columns } of manifest.tables) {
    const table = tables.get(name)
    if (!table) continue
    const types = new Map(table.columns.map((column) => [column.name, column.type]))
    const names = columns.map((column) => `"${column.replaceAll('"', '""')}"`)
    const values = valuesOfLines(columns.map((column) => types.get(column) ?? 'text'))
    statements.set(name, `insert into ${table.qualified} (${names}) overriding system value ${values}`)
  }
  let rows = 0
  let last = ''
  await readArchive<BackupManifest>({ path, passphrase, format }, async (name, lines) => {
    rows = (name === last ? rows : 0) + lines.length
    last = name
    const statement = statements.get(name)
    if (statement) await client.query(statement, [lines])
    onProgress?.({ table: name, rows })
  })
}

/** What the database draws goes on where it was. */
async function settle(client: pg.ClientBase, { qualified, columns }: Table): Promise<void> {
  for (const { name, isDrawn } of columns)
    if (isDrawn)
      await client.query(
        `select setval(pg_get_serial_sequence($1, $2), greatest((select max("${name}") from ${qualified}), 1))`,
        [qualified, name],
      )
}

/** What waits in a queue was put among what is held: this database's own queue is empty. */
async function requireEqual(
  client: pg.ClientBase,
  { tables: archived }: BackupManifest,
  here: ReadonlyMap<string, Table>,
): Promise<void> {
  const differing: string[] = []
  for (const { name, columns, rows, sha256 } of archived) {
    const table = here.get(name)
    const kept = tally()
    if (table) {
      const asThere = { ...table, columns: columns.map((column) => ({ name: column, type: '', isDrawn: false })) }
      for await (const lines of linesOf(client, selectAll(asThere, { event: [], job: [] }))) kept.add(lines)
    }
    const found = kept.result()
    if (found.rows !== rows || found.sha256 !== sha256) differing.push(name)
  }
  if (differing.length > 0) throw notEqual({ tables: differing.join(', ') })
}
