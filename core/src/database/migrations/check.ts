import { withClient } from '../provision.ts'
import { compareSchema, type SchemaDifference } from './compare.ts'
import { type DefinedOptions, withoutRefusal, withSchemas } from './definitions.ts'
import { runMigrations } from './run.ts'
import { type ScratchOptions, withScratchDatabase } from './scratch.ts'
import { readSnapshot } from './snapshot.ts'
import type { MigrationSource } from './source.ts'

/** Where the tables that the migrations make are not those that the definitions want: a law wants nothing here. */
export function compareMigrations(options: DefinedOptions): Promise<SchemaDifference[]> {
  return withSchemas(options, async ({ migrated, defined }) => compareSchema(migrated, defined))
}

/** Where a living database is no longer what its migrations made of it: somebody's hand, for the doctor. */
export function findDrift(
  options: ScratchOptions & { sources: readonly MigrationSource[] },
): Promise<SchemaDifference[]> {
  return withScratchDatabase(options, async (scratchUrl) => {
    await runMigrations({ ...options, ownerUrl: scratchUrl, sources: options.sources.map(withoutRefusal) })
    const [actual, wanted] = [
      await withClient(options.ownerUrl, (client) => readSnapshot(client)),
      await withClient(scratchUrl, (client) => readSnapshot(client)),
    ]
    return compareSchema(actual, wanted)
  })
}
