import type { DomainError, Fields, RecordOf, Records, Scope } from '@guildhall/sdk'
import { v7 as uuid } from 'uuid'
import { fullAccess } from '../access/plan.ts'
import { lookOf } from '../branding/branding.ts'
import { placeOfSetting } from '../config/secrets.ts'
import { prepare } from '../database/statement.ts'
import { unknownJob } from '../events/errors.ts'
import { mailAddressOf } from '../mail-in/address.ts'
import type { WireRecord } from './codec.ts'
import type { Context } from './context.ts'
import { nested } from './custom/wire.ts'
import type { Draft } from './draft.ts'
import type { Operation } from './engine.ts'
import { invalid, notFound } from './errors.ts'
import { outboxColumns, outboxTypes, outboxValues } from './history.ts'
import type { Registry, ResourceModel } from './model.ts'
import { rememberOperation } from './operation.ts'
import { historyOf } from './past/history.ts'
import { forgetRecord } from './personal/forget.ts'
import { placeOf } from './places.ts'
import type { ListQuery } from './query.ts'
import { present, selectList, selectOne } from './read.ts'
import { describeResource } from './readable.ts'
import { remember } from './remember.ts'
import { readReport, runReport } from './report.ts'
import { secretsOf } from './secrets.ts'
import { signingOf } from './signing.ts'
import { actOn } from './write/act.ts'
import { createRecord } from './write/create.ts'
import type { Written } from './write/hooks.ts'
import { mergeRecords } from './write/merge.ts'
import { pruneRecords } from './write/prune.ts'
import { removeRecord } from './write/remove.ts'
import { updateRecord } from './write/update.ts'

/** The scope plugins work with: an operation's context and transaction behind the sdk's face. */
export function openScope(operation: Operation): Scope {
  const { context, engine, unit } = operation
  const scope: Scope = {
    tenant: context.tenant,
    actor: context.actor,
    me: context.me,
    language: context.language,
    zone: context.zone,
    clock: context.clock,
    records: (resource) => recordsOf(operation, context.plan.registry.model(resource.name)) as never,
    place: (subject) => placeOf(operation, subject),
    async emit(event, payload) {
      const resource = (payload as { id?: unknown }).id
      unit.queue({
        statement: insertFact,
        values: outboxValues(context, {
          name: event.name,
          key: typeof resource === 'string' ? resource : null,
          payload,
        }),
      })
      unit.afterCommit(() => engine.nudge(context.tenant.id))
    },
    warn(code, params = {}) {
      const message = context.translate.error(code, params)
      if (!operation.warnings.some((one) => one.message === message)) operation.warnings.push({ code, message, params })
    },
    events: () => engine.events.filter(({ plugin }) => context.plugins.has(plugin)),
    async later(job, data, { at, lane, once } = {}) {
      if (!engine.jobs.has(job)) throw unknownJob({ job })
      const id = uuid()
      unit.queue({ statement: insertLater, values: laterValues(context, { id, job, data, at, lane, once }) })
      unit.afterCommit(() => engine.nudge(context.tenant.id))
      return id
    },
    secrets: secretsOf(operation),
    history: historyOf(operation),
    asSystem: (reason, work) =>
      work(openScope({ ...operation, context: unlimited(context, context.plan.registry, reason) })),
    setting: (plugin, name) =>
      engine.secrets.open(
        context.settings.get(plugin)?.[name],
        placeOfSetting(context.tenant.id, plugin, name),
      ) as never,
    enabled: (plugin) => context.plugins.has(plugin),
    may: (resource, action, field) => mayOn(context, resource, action, field),
    look: () => lookOf(engine.database, context.tenant),
    t: (key, params, language) =>
      (language === undefined ? context.translate : context.translate.into(language))(key, params),
    mailAddress: (detail) => mailAddressOf(engine.mailDomain, context.tenant.slug, detail),
    keyFor: engine.secrets.keyFor,
    ...signingOf(operation),
    format: context.translate.format,
    describe: (name) => describeResource(context, engine.registry, name),
    sql: (resource, build) => runReport(operation, engine.registry.model(resource.name), build),
    sqlInPortions: (resource, build, size) => readReport(operation, engine.registry.model(resource.name), build, size),
  }
  return rememberOperation(scope, operation)
}

function mayOn({ plan }: Context, resource: string, action: string, field: string | undefined): boolean {
  if (!plan.has(resource, action)) return false
  const rights = plan.fields(resource, action)
  return field === undefined || rights.mode !== 'some' || rights.names.has(field)
}

const insertFact = prepare(
  `insert into guildhall.outbox (${outboxColumns}) values (${outboxTypes.map((type, index) => `$${index + 1}::${type}`).join(', ')})`,
)

const insertLater = prepare(
  `insert into guildhall.job_runs (tenant_id, id, plugin, job, state, data, asked_by, created_at, due_at, lane, once)
   values ($1::uuid, $2::uuid, $3::text, $4::text, 'later', $5::jsonb, $6::uuid, $7::timestamptz, $8::timestamptz, $9::text, $10::text)
   on conflict (tenant_id, job, once) where once is not null and state in ('later', 'waiting')
   do update set due_at = least(guildhall.job_runs.due_at, excluded.due_at)`,
)

interface Later {
  readonly id: string
  readonly job: string
  readonly data: unknown
  readonly at: string | undefined
  readonly lane: string | undefined
  readonly once: string | undefined
}

function laterValues({ tenant, clock, actor }: Context, { id, job, data, at, lane, once }: Later): unknown[] {
  const now = clock.now()
  const plugin = job.slice(0, job.indexOf('.'))
  const json = data === undefined ? null : JSON.stringify(data)
  return [tenant.id, id, plugin, job, json, actor.id, now, at ?? now, lane ?? null, once ?? null]
}

const systemPlans = new WeakMap<Registry, Context['plan']>()

/** The same actor without limits, inside the tenant; what he does says why. */
export function unlimited(context: Context, registry: Registry, reason: string): Context {
  const plan = remember(systemPlans, registry, () => fullAccess(registry))
  return { ...context, plan, reason }
}

function recordsOf(operation: Operation, model: ResourceModel): Records<Fields> {
  const { context, unit } = operation
  if (!context.plugins.has(model.plugin)) return absent(model)
  const sent = async ({ record }: Written) => {
    await unit.run()
    return shown(nested(model, await record))
  }
  const shown = (record: WireRecord) => record as unknown as RecordOf<Fields>

  async function list(options: Options = {}): Promise<RecordOf<Fields>[]> {
    const { rows } = selectList(context, model, queryOf(options))
    const [result] = await unit.run(rows)
    return result.rows.map((loaded) => shown(present(context, model, loaded)))
  }
  async function find(id: string) {
    const [{ rows }] = await unit.run(selectOne(context, model, id))
    return rows[0] ? shown(present(context, model, rows[0])) : null
  }
  return {
    find,
    async get(id) {
      const found = await find(id)
      if (!found) throw notFound()
      return found
    },
    list: (options) => list(options as Options),
    first: async (options) => (await list({ ...(options as Options), limit: 1 }))[0] ?? null,
    async count(options) {
      const [{ rows }] = await unit.run(selectList(context, model, queryOf(options as Options)).total())
      return rows[0] ?? 0
    },
    create: async (values) => sent(await createRecord(operation, model, values as Draft, { byCode: true })),
    update: async (id, changes, options) =>
      sent(await updateRecord(operation, model, id, changes as Draft, { byCode: true, ...options })),
    remove: async (id) => sent(await removeRecord(operation, model, id)),
    act: async (id, action, input) => {
      if (!model.actions.has(action) && action !== 'archive' && action !== 'restore')
        throw new TypeError(`${model.name} has no action ${action}`)
      return sent(await actOn(operation, model, id, action, input))
    },
    merge: async (winner, loser) => sent(await mergeRecords(operation, model, winner, loser)),
    prune: (where) => pruneRecords(operation, model, where as Record<string, unknown>),
    forget: async (id) => {
      await forgetRecord(operation, model, id)
      await unit.run()
    },
  }
}

interface Options {
  readonly where?: object
  readonly search?: string
  readonly sort?: readonly [string, 'ASC' | 'DESC']
  readonly limit?: number
  readonly offset?: number
  readonly archived?: 'without' | 'with' | 'only'
}

const queryOf = ({ where, ...rest }: Options = {}): ListQuery => ({
  ...rest,
  ...(where && { where: where as Record<string, unknown> }),
})

/** A resource whose plugin is off for this tenant: nothing is there, and nothing can be made. */
function absent(model: ResourceModel): Records<Fields> {
  const refuse = async (): Promise<never> => {
    throw notFound()
  }
  const offError = (): DomainError => invalid({ plugin: model.plugin })
  return {
    get: refuse,
    find: async () => null,
    first: async () => null,
    list: async () => [],
    count: async () => 0,
    create: async () => {
      throw offError()
    },
    update: refuse,
    remove: refuse,
    act: refuse,
    merge: refuse,
    forget: refuse,
    prune: async () => 0,
  }
}
