import type pg from 'pg'
import { BootError } from '../config/boot-error.ts'
import { describeDifference, findDrift, type MigrationSource, pendingMigrations } from '../database/migrations/index.ts'
import { userOf } from '../database/migrations/roles.ts'
import { appRole, type DatabaseUrls, withClient } from '../database/provision.ts'
import { findBreaches } from '../database/walls.ts'
import { type Finding, fail, ok, orWell, warn } from './finding.ts'

export async function checkDatabase({ ownerUrl, appUrl }: DatabaseUrls): Promise<Finding[]> {
  const version = (client: pg.Client) =>
    client.query<{ version: string }>(`select current_setting('server_version') as version`)
  const begun = performance.now()
  const { rows } = await withClient(appUrl, version)
  await withClient(ownerUrl, version)
  return [
    ok('database', `PostgreSQL ${rows[0]?.version} answers both roles (${Math.round(performance.now() - begun)} ms).`),
  ]
}

export async function checkWalls({ ownerUrl, appUrl }: DatabaseUrls): Promise<Finding[]> {
  const breaches = await withClient(ownerUrl, (client) => findBreaches(client, userOf(appUrl) || appRole))
  const found = breaches.map(({ place, problem, remedy }) => fail('walls', `${place}: ${problem}`, remedy))
  return orWell('walls', found, 'Row-level security is forced on every table of tenants, for a role that owns nothing.')
}

export async function checkMigrations(urls: DatabaseUrls, sources: readonly MigrationSource[]): Promise<Finding[]> {
  try {
    const pending = await pendingMigrations({ ...urls, sources })
    if (pending.length > 0) {
      const names = pending.map(({ plugin, name }) => `${plugin} ${name}`).join(', ')
      return [fail('migrations', `${pending.length} to do: ${names}.`, 'guildhall migrate')]
    }
    return [ok('migrations', 'All done, and none was changed since.')]
  } catch (error) {
    if (!(error instanceof BootError)) throw error
    return [fail('migrations', error.message, error.remedy)]
  }
}

/** Tables that are no longer what the migrations made: somebody's hand. */
export async function checkDrift(urls: DatabaseUrls, sources: readonly MigrationSource[]): Promise<Finding[]> {
  try {
    const drift = (await findDrift({ ...urls, sources })).map(describeDifference)
    const remedy = 'Put it back by hand, or write a migration that says what you want.'
    const found = drift.map((line) => fail('tables', `${line} (+ is missing, - is too much, ~ is different).`, remedy))
    return orWell('tables', found, 'The tables are what the migrations made.')
  } catch (error) {
    if (!(error instanceof BootError)) throw error
    return [warn('tables', `They could not be compared: ${error.message}`, error.remedy)]
  }
}
