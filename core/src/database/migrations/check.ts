import { compareSchema, type SchemaDifference } from './compare.ts'
import { type DefinedSource, withSchemas } from './definitions.ts'
import { withClient } from '../provision.ts'
import { runMigrations } from './run.ts'
import { type ScratchOptions, withScratchDatabases } from './scratch.ts'
import { readSnapshot } from './snapshot.ts'
import type { MigrationSource } from './source.ts'

/** Where the tables that the migrations make are not those that the definitions want: a law wants nothing here. */
export function compareMigrations(options: ScratchOptions & { sources: readonly DefinedSource[] }): Promise<SchemaDifference[]> {
  return withSchemas(options, async ({ migrated, defined }) => compareSchema(migrated, defined))
}

/** Where a living database is no longer what its migrations made of it: somebody's hand, for the doctor. */
export function findDrift(options: ScratchOptions & { sources: readonly MigrationSource[] }): Promise<SchemaDifference[]> {
  return withScratchDatabases(options, async (scratchUrl) => {
    await runMigrations({ ...options, ownerUrl: scratchUrl, sources: options.sources.map(({ refuseUpgrade, ...source }) => source) })
    const [actual, wanted] = [await withClient(options.ownerUrl, (client) => readSnapshot(client)), await withClient(scratchUrl, (client) => readSnapshot(client))]
    return compareSchema(actual, wanted)
  })
}
