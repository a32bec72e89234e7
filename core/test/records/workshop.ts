import { readFile } from 'node:fs/promises'
import type { Archetype, Plugin, Resource } from '@guildhall/sdk'
import { definePlugin } from '@guildhall/sdk'
import { v7 as uuid } from 'uuid'
import { compileAccess, fullAccess } from '../../src/access/plan.ts'
import { openSecrets } from '../../src/config/secrets.ts'
import { openDatabase } from '../../src/database/pool.ts'
import { withClient } from '../../src/database/provision.ts'
import { bind, prepare } from '../../src/database/statement.ts'
import { peopleResource, rolesResource } from '../../src/people/resources.ts'
import { installPlugins } from '../../src/plugins/host.ts'
import type { Context } from '../../src/records/context.ts'
import type { Engine, Operation } from '../../src/records/engine.ts'
import { openVault } from '../../src/records/personal/vault.ts'
import { createTable, foreignKeys } from '../../src/records/tables/ddl.ts'
import { tablesOf } from '../../src/records/tables/tables.ts'
import { transact } from '../../src/records/transact.ts'
import { createTestDatabase, templateDatabase } from '../../testing/database.ts'

const core = definePlugin({ name: 'core', resources: [rolesResource, peopleResource] })

/** An engine over a fresh database with the given resources, and people to act as. */
export async function openWorkshop(resources: readonly Resource[], rest: Partial<Plugin> = {}) {
  const plugin = definePlugin({ name: 'shop', resources: resources as never, ...rest })
  const installed = installPlugins(core, [plugin])
  const key = `workshop ${resources.map(({ name }) => name).join(' ')} ${Math.random()}`
  const tables = [...installed.registry.models.values()].flatMap((model) => tablesOf(model, installed.registry))
  await templateDatabase(key, async ({ ownerUrl }) => {
    const read = (name: string) => readFile(new URL(`../../migrations/${name}`, import.meta.url), 'utf8')
    const foundation = (await read('0001_foundation.sql')) + (await read('0005_personal_keys.sql'))
    await withClient(ownerUrl, async (client) => {
      await client.query(foundation)
      for (const statement of [...tables.flatMap(createTable), ...tables.flatMap(foreignKeys)])
        await client.query(statement)
    })
  })
  const testDatabase = await createTestDatabase(key)
  const database = openDatabase({ url: testDatabase.appUrl, size: 4, name: 'test' })
  let now = '2026-03-10T10:00:00.000Z'
  const clock = { now: () => now, today: () => now.slice(0, 10) }
  const engine: Engine = {
    registry: installed.registry,
    database,
    hooks: installed.hooks,
    clock,
    vault: openVault('a secret of tests'),
    secrets: openSecrets('a secret of tests'),
    jobs: new Set<string>(),
    nudge: () => {},
  }

  async function tenant(slug: string) {
    const id = uuid()
    await database.run([
      bind(
        prepare('insert into guildhall.tenants (id, slug, name, created_at) values ($1::uuid, $2, $2, now())'),
        id,
        slug,
      ),
    ])
    const base = (plan: Context['plan'], me: string | null): Context => ({
      tenant: { id, slug, name: slug, zone: 'UTC', language: 'en', currency: 'EUR', weekStart: 1, epoch: 1 },
      actor: { id: me ?? id, kind: me ? 'person' : 'system', label: slug },
      userId: null,
      userEpoch: 0,
      me,
      language: 'en',
      languages: null,
      zone: 'UTC',
      plugins: new Set(['core', 'shop']),
      settings: new Map(),
      plan,
      clock,
      translate: Object.assign((text: string) => text, {}) as never,
    })
    const system = base(fullAccess(installed.registry), null)
    const as = (archetype: Archetype, me: string) =>
      base(
        compileAccess(
          installed.registry,
          installed
            .resourcesOf(new Set(['core', 'shop']))
            .flatMap(({ name, rules }) =>
              rules[archetype]
                ? [{ role: { id: archetype, name: archetype }, resource: name, rules: rules[archetype] as never }]
                : [],
            ),
        ),
        me,
      )
    return { id, system, as }
  }
  const within = <T>(context: Context, work: (operation: Operation) => Promise<T>) =>
    transact(engine, async () => context, work)
  return {
    engine,
    installed,
    tenant,
    within,
    database,
    setClock(instant: string) {
      now = instant
    },
    ownerUrl: testDatabase.ownerUrl,
    async close() {
      await database.close()
      await testDatabase.drop()
    },
  }
}
