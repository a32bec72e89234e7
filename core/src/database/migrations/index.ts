export { compareMigrations, findDrift } from './check.ts'
export { compareSchema, describeDifference, type SchemaDifference } from './compare.ts'
export type { DefinedSource } from './definitions.ts'
export { type NewMigration, type NewMigrationOptions, newMigration } from './new.ts'
export {
  type Migration,
  type MigrationLog,
  type MigrationOptions,
  MigrationsRunning,
  pendingMigrations,
  runMigrations,
} from './run.ts'
export { readSnapshot, type Snapshot } from './snapshot.ts'
export type { MigrationSource } from './source.ts'
export { migrationSources } from './sources.ts'
export { type MigratedPlugin, migrationStates } from './states.ts'
