import pg from 'pg'
import { type MigrationSource, readMigrations } from './source.ts'

/** `changed`: the file is not the one this database was migrated with. `missing`: there is no such file any more. */
export type MigrationState = 'applied' | 'pending' | 'changed' | 'missing'

export interface KnownMigration {
  readonly plugin: string
  readonly name: string
  readonly state: MigrationState
  /** Of the file; of what was applied, where there is none. */
  readonly checksum: string
  /** An instant in UTC; null while it is pending. */
  readonly appliedAt: string | null
}

export interface MigratedPlugin {
  readonly plugin: string
  /** What is installed, and what the database was last brought to. */
  readonly version: string
  readonly migratedTo: string | null
  readonly migrations: readonly KnownMigration[]
}

interface Applied {
  readonly checksum: string
  readonly applied_at: Date
}

/** Every migration this database has had or is to have, in the order of the plugins; refuses nothing and changes nothing. */
export async function migrationStates(
  ownerUrl: string,
  sources: readonly MigrationSource[],
): Promise<MigratedPlugin[]> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'guildhall migrate' })
  await client.connect()
  try {
    const { rows } = await client.query<Applied & { plugin: string; name: string }>(
      'SELECT plugin, name, checksum, applied_at FROM guildhall.migrations ORDER BY name',
    )
    const versions = await client.query<{ name: string; version: string }>(
      'SELECT name, version FROM guildhall.plugins',
    )
    return sources.map((source) => ({
      plugin: source.plugin,
      version: source.version,
      migratedTo: versions.rows.find(({ name }) => name === source.plugin)?.version ?? null,
      migrations: statesOf(
        source,
        new Map(rows.filter((row) => row.plugin === source.plugin).map((row) => [row.name, row])),
      ),
    }))
  } finally {
    await client.end()
  }
}

function statesOf(source: MigrationSource, applied: ReadonlyMap<string, Applied>): KnownMigration[] {
  const { plugin } = source
  const files = new Map(readMigrations(source).map((file) => [file.name, file.checksum]))
  return [...new Set([...files.keys(), ...applied.keys()])].sort().map((name) => {
    const [file, row] = [files.get(name), applied.get(name)]
    const state = !row ? 'pending' : file === undefined ? 'missing' : file === row.checksum ? 'applied' : 'changed'
    const checksum = file ?? row?.checksum ?? ''
    return { plugin, name, state, checksum, appliedAt: row?.applied_at.toISOString() ?? null }
  })
}
