import { type Clock, defineResource, integer, type Scope, text } from '@guildhall/sdk'
import pg from 'pg'
import { v7 as uuid } from 'uuid'
import { compileAccess, fullAccess } from '../../src/access/plan.ts'
import type { RuleSet } from '../../src/access/rules.ts'
import { openSecrets } from '../../src/config/secrets.ts'
import { runMigrations } from '../../src/database/migrations/index.ts'
import { type Database, openDatabase } from '../../src/database/pool.ts'
import { withClient } from '../../src/database/provision.ts'
import { type EventOptions, type Events, openEvents } from '../../src/events/index.ts'
import { openQueue } from '../../src/events/queue.ts'
import { createHookRegistry } from '../../src/plugins/hooks.ts'
import type { Context } from '../../src/records/context.ts'
import type { Engine } from '../../src/records/engine.ts'
import { buildRegistry } from '../../src/records/model.ts'
import { openVault } from '../../src/records/personal/vault.ts'
import { openScope } from '../../src/records/scope.ts'
import { createTable, foreignKeys } from '../../src/records/tables/ddl.ts'
import { tablesOf } from '../../src/records/tables/tables.ts'
import { transact } from '../../src/records/transact.ts'
import { createTestDatabase, type TestUrls, templateDatabase } from '../../testing/database.ts'

/** A small business of beds, and of notes that handlers leave of what they did. */
export const beds = defineResource('beds', {
  fields: { name: text(), gardener: text({ optional: true }) },
  actions: { water: {} },
})
export const notes = defineResource('notes', { fields: { text: text(), round: integer({ optional: true }) } })

export const registry = buildRegistry([
  { plugin: 'garden', resource: beds as never },
  { plugin: 'garden', resource: notes as never },
])

const coreFolder = new URL('../../migrations/', import.meta.url)
const plugins = ['garden', 'diary', 'post']

export interface Tenant {
  readonly id: string
  readonly zone: string
}

export interface Garden {
  readonly urls: TestUrls
  readonly database: Database
  readonly clock: Clock & { set(now: string): void }
  events: Events
  tenant(zone?: string): Promise<Tenant>
  turn(tenant: Tenant, plugin: string, on: boolean): Promise<void>
  as<T>(tenant: Tenant, work: (scope: Scope) => Promise<T>, options?: { hold?: () => Promise<void> }): Promise<T>
  context(tenant: Tenant, rules?: RuleSet['rules'], me?: string): Promise<Context>
  ask<Row extends Record<string, unknown>>(sql: string, values?: unknown[]): Promise<Row[]>
  /** What handlers wrote, in the order they wrote it. */
  notes(tenant: Tenant): Promise<string[]>
  /** Another process's worth of delivery over the same database. */
  open(options?: Partial<EventOptions>): Promise<Events>
  close(): Promise<void>
}

/** `wrap` stands around each plugin scope, its commit included. */
export type Setup = { wrap?: (inner: EventOptions['withPluginScope']) => EventOptions['withPluginScope'] } & Pick<
  Partial<EventOptions>,
  'handlers' | 'plugins' | 'retry' | 'worker' | 'concurrency' | 'retentionDays'
>

export async function openGarden(setup: Setup = {}): Promise<Garden> {
  await templateDatabase('events', prepareGarden)
  const database = await createTestDatabase('events')
  return connectGarden(database, setup, () => database.drop())
}

async function prepareGarden({ ownerUrl }: TestUrls): Promise<void> {
  await runMigrations({ ownerUrl, sources: [{ plugin: 'core', folder: coreFolder, version: '1.0.0' }] })
  const tables = [...registry.models.values()].flatMap((model) => tablesOf(model, registry))
  await withClient(ownerUrl, async (client) => {
    for (const table of tables) for (const statement of createTable(table)) await client.query(statement)
    for (const table of tables) for (const statement of foreignKeys(table)) await client.query(statement)
  })
  const pool = new pg.Pool({ connectionString: ownerUrl })
  const queue = await openQueue({
    pool,
    retry: { limit: 1, delay: 1, maxDelay: 1 },
    supervise: false,
    onError: () => {},
  })
  await queue.stop()
  await pool.end()
}

export async function connectGarden(
  urls: TestUrls,
  { wrap = (inner) => inner, ...setup }: Setup,
  drop: () => Promise<void> = async () => {},
): Promise<Garden> {
  const database = openDatabase({ url: urls.appUrl, size: 8, name: 'events test' })
  const owner = new pg.Pool({ connectionString: urls.ownerUrl, max: 3 })
  owner.on('error', () => {})
  const opened: Events[] = []
  let moment: string | null = null
  let closed = false
  const clock = {
    now: () => moment ?? new Date().toISOString(),
    today: () => (moment ?? new Date().toISOString()).slice(0, 10),
    set: (now: string) => {
      moment = now
    },
  }
  const engine: Engine = {
    registry,
    database,
    hooks: createHookRegistry(),
    clock,
    vault: openVault('a secret of tests'),
    secrets: openSecrets('a secret of tests'),
    jobs: new Set<string>(),
    nudge: (tenantId) => opened[0]?.nudge(tenantId),
  }

  async function contextOf(
    tenantId: string,
    actor: Context['actor'],
    plan = fullAccess(registry),
    me: string | null = null,
  ): Promise<Context> {
    const { rows } = await owner.query<{ slug: string; zone: string; epoch: string; plugins: string[] }>(
      `select slug, zone, epoch, array(select plugin from guildhall.tenant_plugins where tenant_id = id and enabled) as plugins from guildhall.tenants where id = $1`,
      [tenantId],
    )
    const row = rows[0] as (typeof rows)[0]
    return {
      tenant: {
        id: tenantId,
        slug: row.slug,
        name: row.slug,
        zone: row.zone,
        language: 'en',
        currency: 'EUR',
        weekStart: 1,
        epoch: Number(row.epoch),
      },
      actor,
      userId: null,
      userEpoch: 0,
      me,
      language: 'en',
      zone: row.zone,
      plugins: new Set(['core', ...row.plugins]),
      settings: new Map(),
      plan,
      clock,
      translate: (key: string) => key,
    } as unknown as Context
  }

  const actorOf = (tenantId: string, plugin: string) => ({ id: tenantId, kind: 'plugin' as const, label: plugin })

  async function open(options: Partial<EventOptions> = {}): Promise<Events> {
    const events = await openEvents({
      database,
      ownerUrl: urls.ownerUrl,
      clock,
      log: { info() {}, warn() {}, error: (details, message) => console.error(message, details) },
      handlers: [],
      lend: async () => Promise.reject(new Error('nothing is lent here')),
      plugins: [],
      worker: true,
      retry: { limit: 2, delay: 1, maxDelay: 1 },
      withPluginScope: wrap((tenantId, plugin, work) =>
        transact(
          engine,
          () => contextOf(tenantId, actorOf(tenantId, plugin)),
          (operation) => work(openScope(operation), operation.unit),
        ),
      ),
      ...setup,
      ...options,
    })
    opened.push(events)
    return events
  }

  const ask: Garden['ask'] = async (sql, values) => (await owner.query(sql, values)).rows
  const events = await open()
  return {
    urls,
    database,
    clock,
    events,
    ask,
    open,
    async tenant(zone = 'Europe/Bucharest') {
      const id = uuid()
      await ask(
        `insert into guildhall.tenants (id, slug, name, zone, created_at) values ($1, $2, 'Garden', $3, now())`,
        [id, `t${id}`, zone],
      )
      await ask(
        `insert into guildhall.actors (tenant_id, id, kind, plugin, label) values ($1, $1, 'plugin', 'garden', 'Garden')`,
        [id],
      )
      for (const plugin of plugins)
        await ask(
          `insert into guildhall.tenant_plugins (tenant_id, plugin, enabled, changed_at) values ($1, $2, true, '2020-01-01')`,
          [id, plugin],
        )
      return { id, zone }
    },
    async turn({ id }, plugin, on) {
      await ask(
        `update guildhall.tenant_plugins set enabled = $3, changed_at = $4 where tenant_id = $1 and plugin = $2`,
        [id, plugin, on, clock.now()],
      )
      await ask('update guildhall.tenants set epoch = epoch + 1 where id = $1', [id])
    },
    as: ({ id }, work, { hold } = {}) =>
      transact(
        engine,
        () => contextOf(id, actorOf(id, 'garden')),
        async (operation) => {
          const result = await work(openScope(operation))
          await operation.unit.run()
          await hold?.()
          return result
        },
      ),
    context: ({ id }, rules, me) =>
      contextOf(
        id,
        actorOf(id, 'garden'),
        rules &&
          compileAccess(
            registry,
            ['beds'].map((resource) => ({ role: { id: 'r', name: 'r' }, resource, rules })),
          ),
        me ?? null,
      ),
    async notes({ id }) {
      const rows = await ask<{ text: string }>('select text from public.notes where tenant_id = $1 order by id', [id])
      return rows.map((row) => row.text)
    },
    async close() {
      if (closed) return
      closed = true
      for (const one of opened) await one.stop()
      await owner.end()
      await database.close()
      await drop()
    },
  }
}

/** A handler that leaves a note of each event. */
export function noteTaker(
  plugin: string,
  event: string,
  name = `${plugin}:${event}`,
  act: (what: string, scope: Scope) => Promise<void> = async () => {},
): EventOptions['handlers'][number] {
  return {
    plugin,
    name,
    event,
    async run({ scope, event: occurrence }) {
      const { id, version } = occurrence.payload as { id: string; version: number }
      const what = `${name} ${occurrence.name.split('.').at(-1)} ${id.slice(-4)} v${version}`
      await act(what, scope)
      await scope.records(notes).create({ text: what })
    },
  }
}
