import type { Plugin } from '@guildhall/sdk'
import { BootError } from '../config/boot-error.ts'
import type { Environment } from '../config/environment.ts'
import { migrationSources } from '../database/migrations/index.ts'
import type { DatabaseUrls } from '../database/provision.ts'
import { startDatabase } from '../database/start.ts'
import type { Platform } from '../platform.ts'
import type { Installed } from '../plugins/host.ts'
import { attempt } from './attempt.ts'
import { checkDatabase, checkDrift, checkMigrations, checkWalls } from './database.ts'
import { checkDelivery } from './delivery.ts'
import { type Finding, fail } from './finding.ts'
import { checkOwnership } from './ownership.ts'
import { checkPasswords } from './passwords.ts'
import { askPlugins } from './plugins.ts'
import { checkReplica } from './replica.ts'
import { checkSettings } from './settings.ts'
import { checkDisk, checkMail, checkWords } from './surroundings.ts'

export interface Examined {
  readonly environment: Environment
  readonly root: string
  readonly plugins: readonly Plugin[]
  readonly installed: Installed
  /** For what plugins look at. */
  openPlatform(database: DatabaseUrls): Promise<Platform>
}

/** Looks at everything an operator should know of, and changes nothing. A check that cannot be made is a finding. */
export async function examine(examined: Examined): Promise<Finding[]> {
  const { environment, root, plugins, installed } = examined
  const around = [
    ...checkSettings(environment),
    ...(await attempt('translations', async () => checkWords(root, plugins))),
    ...(await attempt('mail', () => checkMail(environment))),
  ]
  try {
    const database = await startDatabase(environment)
    try {
      const sources = migrationSources(installed, root)
      const { ownerUrl } = database
      const migrations = await attempt('migrations', () => checkMigrations(database, sources))
      // Without its tables a database has nothing more to show.
      const isMigrated = migrations.every(({ level }) => level === 'ok')
      return [
        ...(await attempt('database', () => checkDatabase(database))),
        ...(await attempt('replica', () => checkReplica(database, environment.DATABASE_REPLICA_URL))),
        ...migrations,
        ...(isMigrated
          ? [
              ...(await attempt('walls', () => checkWalls(database))),
              ...(await attempt('tables', () => checkDrift(database, sources))),
              ...(await attempt('ownership', () => checkOwnership(ownerUrl, installed, sources))),
              ...(await attempt('worker', () => checkDelivery(ownerUrl))),
              ...(await attempt('passwords', () => checkPasswords(ownerUrl, environment))),
              ...(await attempt('plugins', () => askPlugins(plugins, () => examined.openPlatform(database)))),
            ]
          : []),
        ...(await attempt('disk', () => checkDisk(environment))),
        ...around,
      ]
    } finally {
      await database.stop()
    }
  } catch (error) {
    if (!(error instanceof BootError)) throw error
    return [fail('database', error.message, error.remedy), ...around]
  }
}
