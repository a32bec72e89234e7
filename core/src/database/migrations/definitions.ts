import type pg from 'pg'
import { createTable, foreignKeys, qualified } from '../../records/tables/ddl.ts'
import type { TableDefinition } from '../../records/tables/definition.ts'
import { withClient } from '../provision.ts'
import { tableName } from './renames.ts'
import { nameRoles } from './roles.ts'
import { runMigrations } from './run.ts'
import { type ScratchOptions, withScratchDatabase } from './scratch.ts'
import { readSnapshot, type Snapshot } from './snapshot.ts'
import type { MigrationSource } from './source.ts'

/** A plugin's migrations together with the tables its definitions want. */
export interface DefinedSource extends MigrationSource {
  readonly tables: readonly TableDefinition[]
}

export interface DefinedOptions extends ScratchOptions {
  /** All installed plugins, the core first: a plugin's tables may point to another's. */
  readonly sources: readonly DefinedSource[]
}

/** What migrations make and what definitions want, both of the tables that are the plugins' own. */
export interface Schemas {
  readonly migrated: Snapshot
  readonly defined: Snapshot
  /** Which tables each plugin answers for: those it defines and those its migrations made. */
  readonly owned: ReadonlyMap<string, ReadonlySet<string>>
  /** Runs statements where the migrations ran, and gives what came of it. */
  tryOut(sql: string): Promise<Snapshot>
}

/**
 * Builds the tables of the definitions in a scratch database, takes them back with their transaction, runs all migrations
 * there instead, and hands over what both looked like.
 */
export async function withSchemas<T>(options: DefinedOptions, work: (schemas: Schemas) => Promise<T>): Promise<T> {
  return withScratchDatabase(options, async (url) => {
    const core = options.sources.filter(({ plugin }) => plugin === 'core')
    await runMigrations({ ownerUrl: url, appUrl: options.appUrl, sources: core })
    const defined = await withClient(url, (client) => define(client, options))
    const owned = await migrate(url, options)
    const migrated = async () => withClient(url, async (client) => onlyDefinable(await readSnapshot(client), owned))
    return work({
      defined: onlyDefinable(defined, owned),
      migrated: await migrated(),
      owned,
      tryOut: async (sql) => {
        await withClient(url, (client) => client.query(nameRoles(options)(sql)))
        return migrated()
      },
    })
  })
}

/** The foundation comes from the core's own migrations; its resources and all else from the definitions. */
async function define(client: pg.Client, { sources, ...urls }: DefinedOptions): Promise<Snapshot> {
  const tables = sources.flatMap((source) => source.tables)
  const statements = [
    ...tables.map((table) => `DROP TABLE IF EXISTS ${qualified(table)} CASCADE`),
    ...tables.flatMap(createTable),
    ...tables.flatMap(foreignKeys),
  ]
  await client.query('BEGIN; SET LOCAL client_min_messages = warning')
  for (const statement of statements) await runOne(client, nameRoles(urls)(statement))
  const snapshot = await readSnapshot(client)
  await client.query('ROLLBACK')
  return snapshot
}

/** A definition that PostgreSQL does not take is the sdk's or the plugin's mistake: show the statement. */
async function runOne(client: pg.Client, statement: string): Promise<void> {
  try {
    await client.query(statement)
  } catch (error) {
    throw new TypeError(`${(error as Error).message}, in: ${statement}`, { cause: error })
  }
}

async function migrate(url: string, { sources, appUrl }: DefinedOptions): Promise<Map<string, Set<string>>> {
  const owned = new Map<string, Set<string>>()
  let before = await tablesIn(url)
  for (const [index, { plugin, tables }] of sources.entries()) {
    await runMigrations({ ownerUrl: url, appUrl, sources: sources.slice(0, index + 1).map(withoutRefusal) })
    const after = await tablesIn(url)
    // What the core keeps for itself is no resource, and nobody's to compare.
    const made = plugin === 'core' ? [] : after.filter((name) => !before.includes(name))
    owned.set(plugin, new Set([...tables.map(tableName), ...made]))
    before = after
  }
  return owned
}

async function tablesIn(url: string): Promise<string[]> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `SELECT schemaname || '.' || tablename AS name FROM pg_tables WHERE schemaname IN ('guildhall', 'public')`,
    )
    return rows.map(({ name }) => name)
  })
}

/** Triggers and functions other than search are always written by hand; a definition cannot say them. */
function onlyDefinable(snapshot: Snapshot, owned: ReadonlyMap<string, ReadonlySet<string>>): Snapshot {
  const tables = new Set([...owned.values()].flatMap((names) => [...names]))
  return snapshot.filter(
    ({ kind, name, table }) =>
      tables.has(table) && kind !== 'trigger' && (kind !== 'function' || name.startsWith('search_')),
  )
}

/** In a scratch database every plugin is new: there is no upgrade to refuse. */
export const withoutRefusal = ({ plugin, folder, version }: MigrationSource): MigrationSource => ({
  plugin,
  folder,
  version,
})
