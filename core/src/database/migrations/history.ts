import type pg from 'pg'
import type { MigrationFile } from './source.ts'

export interface History {
  /** Applied migrations of each plugin: name → checksum. */
  readonly applied: ReadonlyMap<string, ReadonlyMap<string, string>>
  /** The version of each plugin that the database was last brought to. */
  readonly versions: ReadonlyMap<string, string>
}

/** What has been done to this database so far: nothing, where there is no history yet. */
export async function readHistory(client: pg.ClientBase): Promise<History> {
  try {
    const { rows } = await client.query<{ plugin: string; name: string | null; value: string }>(`
      SELECT plugin, name, checksum AS value FROM guildhall.migrations
      UNION ALL SELECT name, NULL, version FROM guildhall.plugins`)
    const applied = new Map<string, Map<string, string>>()
    const versions = new Map<string, string>()
    for (const { plugin, name, value } of rows) {
      if (name === null) versions.set(plugin, value)
      else applied.set(plugin, (applied.get(plugin) ?? new Map<string, string>()).set(name, value))
    }
    return { applied, versions }
  } catch (error) {
    if (!undefinedTable.has((error as pg.DatabaseError).code ?? '')) throw error
    return { applied: new Map(), versions: new Map() }
  }
}

export async function recordMigration(
  client: pg.ClientBase,
  { plugin, name, checksum }: MigrationFile,
  at: Date,
): Promise<void> {
  await client.query('INSERT INTO guildhall.migrations (plugin, name, checksum, applied_at) VALUES ($1, $2, $3, $4)', [
    plugin,
    name,
    checksum,
    at.toISOString(),
  ])
}

export async function recordVersion(client: pg.ClientBase, plugin: string, version: string, at: Date): Promise<void> {
  await client.query(
    `INSERT INTO guildhall.plugins (name, version, installed_at) VALUES ($1, $2, $3)
     ON CONFLICT (name) DO UPDATE SET version = excluded.version`,
    [plugin, version, at.toISOString()],
  )
}

/** undefined_table, invalid_schema_name */
const undefinedTable = new Set(['42P01', '3F000'])
