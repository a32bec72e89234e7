import type pg from 'pg'
import { createTable, foreignKeys, qualified } from '../../records/tables/ddl.ts'
import type { TableDefinition } from '../../records/tables/definition.ts'
import { withClient } from '../provision.ts'
import { tableName } from './renames.ts'
import { nameRoles } from './roles.ts'
import { runMigrations } from './run.ts'
import type { ScratchOptions } from './scratch.ts'
import { withScratchDatabases } from './scratch.ts'
import { readSnapshot, type Snapshot } from './snapshot.ts'
import type { MigrationSource } from './source.ts'

/** A plugin's migrations together with the tables its definitions want. */
export interface DefinedSource extends MigrationSource {
  readonly tables: readonly TableDefinition[]
}

export interface Schemas {
  /** Of the tables that are the plugins' own, in each of the two. */
  readonly migrated: Snapshot
  readonly defined: Snapshot
  /** Which tables each plugin answers for: those it defines and those its migrations made. */
  readonly owned: ReadonlyMap<string, ReadonlySet<string>>
  /** Runs statements where the migrations ran, and gives what came of it. */
  tryOut(sql: string): Promise<Snapshot>
}

/** Builds one scratch database by all migrations and another by all definitions, and hands over what both look like. */
export async function withSchemas<T>(options: ScratchOptions & { sources: readonly DefinedSource[] }, work: (schemas: Schemas) => Promise<T>): Promise<T> {
  const { sources } = options
  return withScratchDatabases(options, async (migratedUrl, definedUrl) => {
    const owned = await migrate(migratedUrl, options)
    await define(definedUrl, options)
    const snapshot = async (url: string) => withClient(url, async (client) => onlyDefinable(await readSnapshot(client), owned))
    return work({
      migrated: await snapshot(migratedUrl),
      defined: await snapshot(definedUrl),
      owned,
      tryOut: async (sql) => {
        await withClient(migratedUrl, (client) => client.query(nameRoles(options)(sql)))
        return snapshot(migratedUrl)
      },
    })
  })
}

async function migrate(url: string, { sources, appUrl }: { sources: readonly DefinedSource[]; appUrl?: string | undefined }) {
  const owned = new Map<string, Set<string>>()
  for (const [index, { plugin, tables }] of sources.entries()) {
    const before = await tablesIn(url)
    await runMigrations({ ownerUrl: url, appUrl, sources: sources.slice(0, index + 1).map(({ refuseUpgrade, ...source }) => source) })
    // What the core keeps for itself is no resource, and nobody's to compare.
    const made = plugin === 'core' ? [] : (await tablesIn(url)).filter((name) => !before.includes(name))
    owned.set(plugin, new Set([...tables.map(tableName), ...made]))
  }
  return owned
}

/** The foundation comes from the core's own migrations; its resources and all else from the definitions. */
async function define(url: string, { sources, ...urls }: ScratchOptions & { sources: readonly DefinedSource[] }): Promise<void> {
  await runMigrations({ ownerUrl: url, appUrl: urls.appUrl, sources: sources.filter(({ plugin }) => plugin === 'core') })
  const tables = sources.flatMap((source) => source.tables)
  const statements = [
    ...tables.map((table) => `DROP TABLE IF EXISTS ${qualified(table)} CASCADE`),
    ...tables.flatMap(createTable),
    ...tables.flatMap(foreignKeys),
  ]
  await withClient(url, (client) => runEach(client, statements.map(nameRoles(urls))))
}

async function runEach(client: pg.Client, statements: readonly string[]): Promise<void> {
  for (const statement of statements) {
    try {
      await client.query(statement)
    } catch (error) {
      // A definition that PostgreSQL does not take is the sdk's or the plugin's mistake: show the statement.
      throw new TypeError(`${(error as Error).message}, in: ${statement}`, { cause: error })
    }
  }
}

async function tablesIn(url: string): Promise<string[]> {
  return withClient(url, async (client) => (await readSnapshot(client)).filter(({ kind }) => kind === 'table').map(({ table }) => table))
}

/** Triggers and functions other than search are always written by hand; a definition cannot say them. */
function onlyDefinable(snapshot: Snapshot, owned: ReadonlyMap<string, ReadonlySet<string>>): Snapshot {
  const tables = new Set([...owned.values()].flatMap((names) => [...names]))
  return snapshot.filter(({ kind, name, table }) => tables.has(table) && kind !== 'trigger' && (kind !== 'function' || name.startsWith('search_')))
}
