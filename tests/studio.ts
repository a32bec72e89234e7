import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { compileAccess } from '../core/src/access/plan.ts'
import { effectiveRules, type RoleDifferences } from '../core/src/access/roles.ts'
import { runMigrations } from '../core/src/database/migrations/index.ts'
import { migrationSources } from '../core/src/database/migrations/sources.ts'
import { openDatabase } from '../core/src/database/pool.ts'
import { buildApp } from '../core/src/http/app.ts'
import { readLocales } from '../core/src/i18n/files.ts'
import { createVocabulary } from '../core/src/i18n/vocabulary.ts'
import { peopleResource, rolesResource } from '../core/src/people/resources.ts'
import { installPlugins } from '../core/src/plugins/host.ts'
import type { Context } from '../core/src/records/context.ts'
import { openScope } from '../core/src/records/scope.ts'
import { transact } from '../core/src/records/transact.ts'
import { createTestDatabase, templateDatabase } from '../core/testing/index.ts'
import config from '../platform.config.ts'
import { type Archetype, definePlugin, type Scope } from '../sdk/src/index.ts'

const root = new URL('..', import.meta.url).pathname

export interface Answer {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: whatever the server says
  body: any
  headers: Record<string, unknown>
}

export async function openStudio(options: { zone?: string } = {}) {
  const core = definePlugin({ name: 'core', resources: [rolesResource, peopleResource] as never })
  const installed = installPlugins(core, config.plugins)
  await templateDatabase('studio', async ({ ownerUrl }) => {
    await runMigrations({ ownerUrl, sources: migrationSources(installed, root) })
  })
  const testDatabase = await createTestDatabase('studio')
  const owner = new pg.Client({ connectionString: testDatabase.ownerUrl })
  await owner.connect()
  const database = openDatabase({ url: testDatabase.appUrl, size: 4, name: 'test' })
  const vocabulary = await createVocabulary({ files: readLocales(`${root}/locales`) })
  let now = '2026-03-10T09:00:00.000Z'
  const clock = {
    now: () => now,
    today: (zone = options.zone ?? 'Europe/Bucharest') =>
      new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(new Date(now)),
  }
  const engine = { registry: installed.registry, database, hooks: installed.hooks, clock, nudge: () => {} }
  const tenant = randomUUID()
  await owner.query(
    `insert into guildhall.tenants (id, slug, name, zone, created_at) values ($1, 't', 'T', $2, now())`,
    [tenant, options.zone ?? 'Europe/Bucharest'],
  )
  const people = new Map<string, { id: string; archetype: Archetype; differences: RoleDifferences; zone?: string }>()
  const enabled = new Set(['core', 'directory', 'projects'])
  const roleIds = new Map<string, string>()

  async function role(archetype: Archetype) {
    if (roleIds.has(archetype)) return
    const id = randomUUID()
    roleIds.set(archetype, id)
    await owner.query(
      `insert into guildhall.roles (tenant_id, id, name, archetype, differences, created_at, updated_at) values ($1,$2,$3,$3,'{"add":[],"remove":[]}',now(),now())`,
      [tenant, id, archetype],
    )
  }

  async function person(
    name: string,
    archetype: Archetype,
    extra: { differences?: RoleDifferences; zone?: string } = {},
  ) {
    await role(archetype)
    const id = randomUUID()
    await owner.query(
      `insert into guildhall.people (tenant_id, id, name, email, kind, status, created_at, updated_at) values ($1,$2,$3,$4,$5,'active',now(),now())`,
      [tenant, id, name, `${name.toLowerCase()}@studio.example`, archetype === 'client' ? 'client' : 'staff'],
    )
    await owner.query(
      `insert into guildhall.actors (tenant_id, id, kind, person_id, label) values ($1,$2,'person',$2,$3)`,
      [tenant, id, name],
    )
    people.set(id, {
      id,
      archetype,
      differences: extra.differences ?? { add: [], remove: [] },
      ...(extra.zone && { zone: extra.zone }),
    })
    return member(id)
  }

  function contextFor(id: string | null): Context {
    const found = id ? people.get(id) : undefined
    const ruleSets = found
      ? effectiveRules(found.archetype, found.differences, installed.resourcesOf(enabled)).map((set) => ({
          ...set,
          role: { id: found.archetype, name: found.archetype },
        }))
      : []
    const zone = found?.zone ?? options.zone ?? 'Europe/Bucharest'
    return {
      tenant: {
        id: tenant,
        slug: 't',
        name: 'T',
        zone: options.zone ?? 'Europe/Bucharest',
        language: 'en',
        currency: 'EUR',
        weekStart: 1,
        epoch: 1,
      },
      actor: { id: id ?? randomUUID(), kind: id ? 'person' : 'system', label: 'x' },
      userId: null,
      userEpoch: 0,
      me: id,
      language: 'en',
      zone,
      plugins: enabled,
      settings: new Map([['projects', { dueSoonHours: 24, dayEndsAt: '18:00' }]]),
      plan: compileAccess(installed.registry, ruleSets as never),
      clock,
      translate: vocabulary.translator('en'),
    } as Context
  }
  const contexts = new Map<string, Context>()
  const remembered = (id: string) => {
    let known = contexts.get(id)
    known ??= contextFor(id)
    contexts.set(id, known)
    return known
  }
  const app = buildApp({
    engine,
    installed,
    identification: {
      cookieName: 's',
      resolveSession: async (token: string) => ({ userId: token, sessionId: 's', superadmin: false }),
      contextFor: async ({ userId }: { userId: string }) => remembered(userId),
      anonymousTranslator: () => vocabulary.translator('en'),
    } as never,
    areas: [],
  })
  await app.ready()

  function member(id: string) {
    async function call(
      method: string,
      url: string,
      body?: unknown,
      headers: Record<string, string> = {},
    ): Promise<Answer> {
      const answer = await app.inject({
        method: method as 'GET',
        url: `/api${url}`,
        cookies: { s: id },
        headers,
        ...(body !== undefined && { payload: body as object }),
      })
      return { status: answer.statusCode, body: answer.body ? JSON.parse(answer.body) : null, headers: answer.headers }
    }
    return {
      id,
      get: (url: string) => call('GET', url),
      post: (url: string, body: unknown = {}) => call('POST', url, body),
      patch: (url: string, body: unknown, headers?: Record<string, string>) => call('PATCH', url, body, headers),
      del: (url: string) => call('DELETE', url),
      list: (resource: string, filter: object = {}, sort?: [string, string]) =>
        call(
          'GET',
          `/${resource}?filter=${encodeURIComponent(JSON.stringify(filter))}&range=[0,99]${sort ? `&sort=${encodeURIComponent(JSON.stringify(sort))}` : ''}`,
        ),
      /** Creates and gives the record. */
      async make(resource: string, values: object) {
        const answer = await call('POST', `/${resource}`, values)
        if (answer.status !== 201) throw new Error(`${resource}: ${answer.status} ${JSON.stringify(answer.body)}`)
        return answer.body
      },
    }
  }

  return {
    person,
    setNow: (instant: string) => {
      now = instant
    },
    asSystem: <T>(work: (scope: Scope) => Promise<T>) =>
      transact(
        engine as never,
        async () => contextFor(null),
        (operation) => openScope(operation).asSystem('test', work),
      ),
    plugin: (name: string) => config.plugins.find((one) => one.name === name),
    outbox: async (name: string) =>
      (await owner.query('select payload from guildhall.outbox where name = $1 order by sequence', [name])).rows.map(
        ({ payload }) => payload,
      ),
    async close() {
      await app.close()
      await database.close()
      await owner.end()
      await testDatabase.drop()
    },
  }
}
