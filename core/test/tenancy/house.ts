import { fileURLToPath } from 'node:url'
import { type Archetype, can, definePlugin, defineResource, me, ref, refs, text } from '@guildhall/sdk'
import { onTestFinished } from 'vitest'
import { openSecrets } from '../../src/config/secrets.ts'
import { runMigrations } from '../../src/database/migrations/index.ts'
import { migrationSources } from '../../src/database/migrations/sources.ts'
import { openDatabase } from '../../src/database/pool.ts'
import { withClient } from '../../src/database/provision.ts'
import { readLocales } from '../../src/i18n/files.ts'
import { createVocabulary } from '../../src/i18n/vocabulary.ts'
import { createIdentity } from '../../src/identity/identity.ts'
import type { Mailer, MailRequest } from '../../src/mail/mailer.ts'
import type { NewPerson } from '../../src/people/add.ts'
import { keepLogins } from '../../src/people/keep-logins.ts'
import { peopleResource, rolesResource } from '../../src/people/resources.ts'
import { setUpPeople } from '../../src/people/setup.ts'
import { installPlugins } from '../../src/plugins/host.ts'
import type { Context } from '../../src/records/context.ts'
import type { Operation } from '../../src/records/engine.ts'
import { openVault } from '../../src/records/personal/vault.ts'
import { refusalOf } from '../../src/records/refusals.ts'
import { openScope } from '../../src/records/scope.ts'
import { transact } from '../../src/records/transact.ts'
import { actOn } from '../../src/records/write/act.ts'
import { createRecord } from '../../src/records/write/create.ts'
import type { Written } from '../../src/records/write/hooks.ts'
import { removeRecord } from '../../src/records/write/remove.ts'
import { updateRecord } from '../../src/records/write/update.ts'
import { createTenancy, type Tenancy } from '../../src/tenancy/tenancy.ts'
import type { NewTenant } from '../../src/tenancy/tenants.ts'
import { createTestDatabase, templateDatabase } from '../../testing/index.ts'

export const password = 'correct horse battery'

/** A feature to have rights on, and to be named in. */
export const plots = defineResource('plots', {
  fields: { name: text(), keeper: ref('people', { optional: true }), helpers: refs('people') },
  actions: { water: {} },
  rules: {
    admin: [can('read'), can('create'), can('update'), can('delete')],
    manager: [can('read'), can('create'), can('update')],
    worker: [can('read', { keeper: me }), can('water', { keeper: me })],
  },
})
const garden = definePlugin({
  name: 'garden',
  resources: [plots],
  migrations: new URL('./garden-migrations/', import.meta.url),
})

/** A record of any resource, as tests look at it. */
// biome-ignore lint/suspicious/noExplicitAny: what a test expects of it, it says itself
export type Found = Record<string, any>

/** A whole core on a database of its own, without HTTP, with a clock that can be set and mails that can be read. */
export async function openHouse() {
  const mails: MailRequest[] = []
  const mailer: Mailer = {
    send: async (mail) => void mails.push(mail),
    letter: async (_, { subject }) => ({ subject, text: '', html: '' }),
    post: async () => {},
    close: async () => {},
  }
  const parts: { tenancy?: Tenancy } = {}
  const core = definePlugin({
    name: 'core',
    resources: [rolesResource, peopleResource],
    setup: (setup) => setUpPeople(setup, { plans: () => (parts.tenancy as Tenancy).plans, mailer: () => mailer }),
  })
  const installed = installPlugins(core, [garden])
  const root = fileURLToPath(new URL('../../..', import.meta.url))
  await templateDatabase('house', async ({ ownerUrl }) => {
    await runMigrations({ ownerUrl, sources: migrationSources(installed, root) })
  })
  const testDatabase = await createTestDatabase('house')
  const database = openDatabase({ url: testDatabase.appUrl, size: 8, name: 'test' })
  let now = '2026-03-10T09:00:00.000Z'
  const clock = {
    now: () => now,
    today: (zone = 'UTC') => new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(new Date(now)),
  }
  const vocabulary = await createVocabulary({ files: readLocales(`${root}/locales`) })
  const engine = {
    registry: installed.registry,
    database,
    hooks: installed.hooks,
    clock,
    vault: openVault('a secret of tests'),
    secrets: openSecrets('a secret of tests'),
    jobs: new Set<string>(),
    events: [],
    nudge: () => {},
  }
  const tenancy = createTenancy({ engine, installed, vocabulary })
  parts.tenancy = tenancy
  const work: Promise<void>[] = []
  const node = () =>
    createIdentity({
      database,
      clock,
      mailer,
      secret: 'a secret of tests',
      join: tenancy.join,
      admit: tenancy.admit,
      keepLogin: keepLogins(engine, tenancy),
      publicUrl: 'http://guildhall.test',
      later: (start) => void work.push(start()),
    })
  const identity = node()
  onTestFinished(async () => {
    await database.close()
    await testDatabase.drop()
  })

  async function act<T>(
    userId: string,
    slug: string | undefined,
    resource: string,
    change: (operation: Operation) => Promise<Written>,
  ): Promise<T> {
    const source = (fresh: boolean) => tenancy.contextFor({ userId, tenantSlug: slug, fresh })
    try {
      const { record } = await transact(engine, source, async (operation) => {
        const written = await change(operation)
        await operation.unit.run()
        return written
      })
      return (await record) as T
    } catch (error) {
      throw refusalOf(error, installed.registry, installed.registry.model(resource))
    }
  }

  /** What a user does in a tenant, as the HTTP face would do it. */
  function acting(userId: string, slug?: string) {
    const model = (resource: string) => installed.registry.model(resource)
    return {
      context: (fresh = false): Promise<Context> => tenancy.contextFor({ userId, tenantSlug: slug, fresh }),
      create: (resource: string, values: object) =>
        act<Found>(userId, slug, resource, (operation) => createRecord(operation, model(resource), values as never)),
      update: (resource: string, id: string, values: object) =>
        act<Found>(userId, slug, resource, (operation) =>
          updateRecord(operation, model(resource), id, values as never),
        ),
      remove: (resource: string, id: string) =>
        act<Found>(userId, slug, resource, (operation) => removeRecord(operation, model(resource), id)),
      take: (resource: string, id: string, action: string) =>
        act<Found>(userId, slug, resource, (operation) => actOn(operation, model(resource), id, action, {})),
      list: (resource: string): Promise<Found[]> =>
        transact(
          engine,
          (fresh) => tenancy.contextFor({ userId, tenantSlug: slug, fresh }),
          (operation) => openScope(operation).records({ name: resource, fields: {} }).list(),
        ),
    }
  }

  async function userIdOf(email: string): Promise<string> {
    return (await identity.requireUser(email)).id
  }

  return {
    database,
    testDatabase,
    engine,
    installed,
    vocabulary,
    tenancy,
    identity,
    clock,
    mails,
    /** Another process of the same installation. */
    node,
    acting,
    userIdOf,
    settled: () => Promise.all(work),
    setNow: (instant: string) => {
      now = instant
    },
    later: (milliseconds: number) => {
      now = new Date(Date.parse(now) + milliseconds).toISOString()
    },
    ask: <Row extends Record<string, unknown>>(question: string, values: unknown[] = []) =>
      withClient(testDatabase.superUrl, async (client) => (await client.query<Row>(question, values)).rows),
    /** A tenant whose administrator is `admin@<slug>.example`. */
    async tenant(slug: string, options: Partial<NewTenant> = {}) {
      const tenant = await tenancy.tenants.create({ slug, name: slug.toUpperCase(), plugins: ['garden'], ...options })
      const person = (name: string, archetype: Archetype = 'worker', more: Partial<NewPerson> = {}) =>
        tenancy.addPerson(tenant.id, { name, email: `${name}@${slug}.example`, archetype, password, ...more })
      const boss = await person('admin', 'admin')
      return { tenant, boss, person, admin: acting(await userIdOf(boss.email), slug) }
    },
    async member(slug: string, name: string) {
      return acting(await userIdOf(`${name}@${slug}.example`), slug)
    },
    /** Delivers to the core's handlers what the outbox holds, as the worker does. */
    async deliver() {
      const facts = await withClient(
        testDatabase.ownerUrl,
        async (client) => (await client.query('delete from guildhall.outbox returning *')).rows,
      )
      for (const { tenant_id, id, name, payload, actor_id } of facts)
        for (const handler of installed.handlers.filter(
          ({ event }) => name.split('.').slice(1).join('.') === event.replace(/^\*\./, ''),
        ))
          await transact(
            engine,
            (fresh) => tenancy.contextForPlugin(tenant_id, 'core', { fresh }),
            (operation) =>
              handler.run({
                scope: openScope(operation),
                event: { id, name, payload, at: clock.now(), actor: actor_id } as never,
              }),
          )
    },
  }
}
