import { archetypes, DomainError } from '@guildhall/sdk'
import { v7 as uuid } from 'uuid'
import { bind } from '../database/statement.ts'
import { openUnit } from '../database/unit.ts'
import { isWorthRepeating } from '../database/violation.ts'
import type { Vocabulary } from '../i18n/vocabulary.ts'
import { addPersonTo, prepareLogin } from '../people/add.ts'
import type { Installed } from '../plugins/host.ts'
import { enablePlugin } from '../plugins/switching.ts'
import type { Context } from '../records/context.ts'
import type { Engine, Operation } from '../records/engine.ts'
import { invalid } from '../records/errors.ts'
import { refusalOf } from '../records/refusals.ts'
import { insertRecord } from '../records/write/insert.ts'
import { noDifferences, type Plans } from './plans.ts'
import { requireSettings } from './settings.ts'
import * as sql from './tenant-statements.ts'
import type { NewTenant, Tenant } from './tenants.ts'

export interface CreateOptions {
  readonly engine: Engine
  readonly installed: Installed
  readonly vocabulary: Vocabulary
  readonly plans: Plans
}

const mostTries = 4

/**
 * A tenant with the roles every one begins with, its plugins switched on as they would be later, and its first administrator:
 * all of it in one transaction, or nothing.
 */
export async function createTenant(options: CreateOptions, tenant: NewTenant): Promise<Tenant> {
  requireSettings(beginning(tenant))
  requirePlugins(options.installed, tenant)
  const login = tenant.admin && (await prepareLogin(tenant.admin))
  for (let attempt = 1; ; attempt++)
    try {
      return await createOnce(options, tenant, login, attempt)
    } catch (error) {
      if (attempt === mostTries || !isWorthRepeating(error)) throw error
    }
}

async function createOnce(
  options: CreateOptions,
  tenant: NewTenant,
  login: Awaited<ReturnType<typeof prepareLogin>> | undefined,
  attempt: number,
): Promise<Tenant> {
  const { engine, installed } = options
  const context = contextOf(options, tenant)
  const { id } = context.tenant
  // Nobody has rights here yet that could be out of date.
  const unit = openUnit(engine.database, { tenantId: id, userId: null, tenantEpoch: null, userEpoch: 0 })
  const operation: Operation = { engine, context, unit, attempt, warnings: [] }
  try {
    const created = unit.queue(insertion(context, tenant))
    unit.queue(bind(sql.insertSystem, id, context.actor.id))
    seedRoles(operation, tenant)
    for (const [plugin, settings] of Object.entries(tenant.settings ?? {}))
      if (installed.plugin(plugin))
        unit.queue(bind(sql.presetSettings, id, plugin, JSON.stringify(settings), context.clock.now()))
    await unit.run(bind(sql.tryZone, context.clock.now(), context.zone))
    const on = new Set(['core'])
    for (const { name } of installed.plugins)
      if (name !== 'core' && tenant.plugins?.includes(name))
        for (const turned of await enablePlugin(installed, operation, name, { cascade: true })) on.add(turned)
    if (login) await appoint({ ...operation, context: { ...context, plugins: on } }, login)
    await unit.commit()
    return (await created).rows[0] as Tenant
  } catch (error) {
    await unit.rollback()
    throw error
  }
}

/** The first administrator; what is wrong with him is told as of the field he was given in. */
async function appoint(operation: Operation, login: Awaited<ReturnType<typeof prepareLogin>>): Promise<void> {
  const { engine } = operation
  try {
    await addPersonTo(operation, { ...login, archetype: 'admin' })
    await operation.unit.run()
  } catch (error) {
    const refusal = refusalOf(error, engine.registry, engine.registry.model('people'))
    if (!(refusal instanceof DomainError)) throw refusal
    const { code, status, params, fields } = refusal
    throw new DomainError(
      code,
      status,
      params,
      fields.map((field) => ({ ...field, path: `admin.${field.path}` })),
    )
  }
}

function insertion({ tenant: { id }, clock }: Context, tenant: NewTenant) {
  const { slug, host = null, parent = null, quotas = {}, registration = null } = tenant
  const { name, zone, language, currency, weekStart } = beginning(tenant)
  const settings = [zone, language, currency, weekStart]
  const beginnings = [...settings, clock.now(), JSON.stringify(quotas), registration]
  return bind(sql.insert, id, slug, name, host?.toLowerCase() ?? null, parent, ...beginnings)
}

const beginning = ({ name, zone = 'UTC', language = 'en', currency = 'EUR', weekStart = 1 }: NewTenant) => ({
  name,
  zone,
  language,
  currency,
  weekStart,
})

function requirePlugins(installed: Installed, { plugins = [] }: NewTenant): void {
  const problems = plugins.flatMap((plugin, index) =>
    installed.plugin(plugin) ? [] : [{ path: `plugins.${index}`, code: 'plugins.unknown', params: { plugin } }],
  )
  if (problems.length > 0) throw invalid({}, problems)
}

/** The system, in a tenant that nobody else can see yet. */
function contextOf({ engine, vocabulary, plans }: CreateOptions, tenant: NewTenant): Context {
  const { name, zone, language, currency, weekStart } = beginning(tenant)
  const id = uuid()
  return {
    tenant: { id, slug: tenant.slug, name, zone, language, currency, weekStart, epoch: 1 },
    actor: { id: uuid(), kind: 'system', label: 'system' },
    userId: null,
    userEpoch: 0,
    me: null,
    language,
    languages: null,
    zone,
    plugins: new Set(['core']),
    settings: new Map(),
    plan: plans.forSystem,
    clock: engine.clock,
    reason: 'tenancy.created',
    translate: vocabulary.translator(language, { tenant: { id, language }, zone }),
  }
}

function seedRoles({ engine, context, unit }: Operation, { roles = [] }: NewTenant): void {
  const model = engine.registry.model('roles')
  const given = archetypes.map((archetype) => ({
    name: context.translate(`core:archetypes.${archetype}`),
    archetype,
    differences: noDifferences,
    system: true,
  }))
  const more = roles.map(({ differences = noDifferences, ...role }) => ({ ...role, differences, system: false }))
  for (const role of [...given, ...more]) unit.queue(insertRecord(model, uuid(), role, context))
}
