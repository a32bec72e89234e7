import { fileURLToPath } from 'node:url'
import type { Platform } from '@guildhall/core'
import { startEmbedded } from '../core/src/database/embedded.ts'
import { migrationSources } from '../core/src/database/migrations/index.ts'
import { runMigrations } from '../core/src/database/migrations/run.ts'
import { type DatabaseUrls, provisionServer, rolePasswords, withClient } from '../core/src/database/provision.ts'
import { createTable, foreignKeys } from '../core/src/records/tables/ddl.ts'
import { tablesOf } from '../core/src/records/tables/tables.ts'
import config from '../platform.config.ts'
import { openPlatform, pluginsOf, root } from './platform.ts'

export const password = 'a password for the bench'
export const admin = 'admin@bench.example'
export const worker = 'worker@bench.example'

export interface Prepared {
  readonly urls: DatabaseUrls
  readonly tenantId: string
  readonly workerId: string
  readonly people: readonly string[]
  stop(): Promise<void>
}

/** A fresh database with everything migrated, one business, forty people. */
export async function prepare(database = 'bench'): Promise<Prepared> {
  const folder = fileURLToPath(new URL('.cache/data', import.meta.url))
  const embedded = await startEmbedded({ folder })
  await withClient(embedded.superUrl, (client) => client.query(`drop database if exists ${database} with (force)`))
  const urls = await provisionServer({ superUrl: embedded.superUrl, passwords: rolePasswords(folder), database })
  const platform = await migrateAndOpen(urls)
  const names = pluginsOf(true).map(({ name }) => name)
  const tenant = await platform.tenancy.tenants.create({ slug: 'bench', name: 'Bench', plugins: names })
  await platform.tenancy.addPerson(tenant.id, { email: admin, name: 'Admin', archetype: 'admin', password })
  const workerPerson = await platform.tenancy.addPerson(tenant.id, {
    email: worker,
    name: 'Worker',
    archetype: 'worker',
    password,
  })
  const people = [workerPerson.id]
  for (let n = 1; n < 40; n++)
    people.push(
      (
        await platform.tenancy.addPerson(tenant.id, {
          email: `p${n}@bench.example`,
          name: `Person ${n}`,
          archetype: 'worker',
        })
      ).id,
    )
  await platform.close()
  return {
    urls,
    tenantId: tenant.id,
    workerId: workerPerson.id,
    people,
    stop: embedded.stop,
  }
}

async function migrateAndOpen(urls: DatabaseUrls): Promise<Platform> {
  const { installPlugins } = await import('../core/src/plugins/host.ts')
  const { corePlugin } = await import('../core/src/platform.ts')
  const installed = installPlugins(corePlugin({} as never), pluginsOf(true))
  const real = {
    ...installed,
    plugins: installed.plugins.filter(
      ({ name }) => name === 'core' || config.plugins.some((plugin) => plugin.name === name),
    ),
  }
  await runMigrations({ ...urls, sources: migrationSources(real, root) })
  const own = [...installed.registry.models.values()].filter(
    ({ plugin }) => !real.plugins.some(({ name }) => name === plugin),
  )
  const tables = own.flatMap((model) => tablesOf(model, installed.registry))
  await withClient(urls.ownerUrl, async (client) => {
    for (const statement of [...tables.flatMap(createTable), ...tables.flatMap(foreignKeys)])
      await client.query(statement)
    await client.query(
      `insert into guildhall.plugins (name, version, installed_at) select name, '1.0.0', now() from unnest($1::text[]) as name on conflict do nothing`,
      [installed.plugins.map(({ name }) => name)],
    )
  })
  return openPlatform(urls, true)
}
