import type { Plugin } from '@guildhall/sdk'
import { BootError } from '../config/boot-error.ts'
import type { Environment } from '../config/environment.ts'
import { migrationSources } from '../database/migrations/index.ts'
import { startDatabase } from '../database/start.ts'
import type { Installed } from '../plugins/host.ts'
import { checkDatabase, checkDrift, checkMigrations, checkWalls } from './database.ts'
import { checkDelivery } from './delivery.ts'
import { type Finding, fail } from './finding.ts'
import { checkOwnership } from './ownership.ts'
import { checkPasswords } from './passwords.ts'
import { checkReplica } from './replica.ts'
import { checkSettings } from './settings.ts'
import { checkDisk, checkMail, checkWords } from './surroundings.ts'

export interface Examined {
  readonly environment: Environment
  readonly root: string
  readonly plugins: readonly Plugin[]
  readonly installed: Installed
}

/** Looks at everything an operator should know of, and changes nothing. A check that cannot be made is a finding. */
export async function examine({ environment, root, plugins, installed }: Examined): Promise<Finding[]> {
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

async function attempt(check: string, look: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await look()
  } catch (error) {
    return [
      fail(
        check,
        `It could not be examined: ${(error as Error).message}.`,
        'Mend what it names and run guildhall doctor again.',
      ),
    ]
  }
}
