import { defineError, type Plugin } from '@guildhall/sdk'
import { fullAccess } from '../access/plan.ts'
import { bind, prepare } from '../database/statement.ts'
import type { Context } from '../records/context.ts'
import type { Engine, Operation } from '../records/engine.ts'
import { openScope } from '../records/scope.ts'
import { settingsOf } from '../tenancy/plugins-on.ts'
import type { Installed } from './host.ts'
import { dependantsOf } from './order.ts'
import { recordSwitch } from './record-switch.ts'

export const unknownPlugin = defineError<{ plugin: string }>('plugins.unknown', 404)
const notAllowed = defineError('plugins.administrators_only', 403)
const alwaysOn = defineError<{ plugin: string }>('plugins.always_on', 409)
/** Removed while this process runs: its tables are away until it is added and started anew. */
const removed = defineError<{ plugin: string }>('plugins.removed', 409)
const needsOthers = defineError<{ plugin: string; plugins: readonly string[] }>('plugins.needs_others', 409)
const neededByOthers = defineError<{ plugin: string; plugins: readonly string[] }>('plugins.needed_by_others', 409)

/** Whoever may change every role decides what the tenant uses: he could give himself the rest. A superadmin has the same rights in every tenant. */
export function maySwitch({ plan }: Context): boolean {
  return plan.verdict('roles', 'update') === 'always'
}

export function requireSwitch(context: Context): void {
  if (!maySwitch(context)) throw notAllowed()
}

/** One switch of a tenant; the version counts every turn and every change of settings. */
export interface Switch {
  readonly plugin: string
  readonly enabled: boolean
  readonly settings: Readonly<Record<string, unknown>>
  readonly version: number
}

const select = prepare(
  'select plugin, enabled, settings, version from guildhall.tenant_plugins where tenant_id = $1::uuid',
  ([plugin, enabled, settings, version]): Switch => ({
    plugin: String(plugin),
    enabled: enabled === 't',
    settings: JSON.parse(settings ?? '{}') as Record<string, unknown>,
    version: Number(version),
  }),
)
// Switches of one tenant are turned one after another; reading and writing records goes on meanwhile.
const hold = prepare('select 1 from guildhall.tenants where id = $1::uuid for no key update')
const put = prepare(
  `insert into guildhall.tenant_plugins as p (tenant_id, plugin, enabled, changed_at) values ($1::uuid, $2, $3::boolean, $4::timestamptz)
   on conflict (tenant_id, plugin) do update set enabled = excluded.enabled, version = p.version + 1, changed_at = excluded.changed_at`,
)
// Whoever remembers this tenant's rights and plugins, on whichever node, learns at his next request that they are old.
const bumpEpoch = prepare('update guildhall.tenants set epoch = epoch + 1 where id = $1::uuid')

export const readSwitches = (tenantId: string) => bind(select, tenantId)
export const holdSwitches = (tenantId: string) => bind(hold, tenantId)
export const overtakeRights = (tenantId: string) => bind(bumpEpoch, tenantId)

export interface SwitchOptions {
  /** Turns with it what must be turned too. */
  readonly cascade?: boolean
}

/** Switches a plugin on, after those it requires. @returns what was switched on, in that order */
export async function enablePlugin(
  installed: Installed,
  operation: Operation,
  name: string,
  { cascade = false }: SwitchOptions = {},
): Promise<string[]> {
  const plugin = find(installed, name)
  const on = await begin(installed, operation)
  if (on.has(name)) return []
  const missing = requirementsOf(installed, plugin).filter((required) => !on.has(required))
  if (missing.length > 0 && !cascade) throw needsOthers({ plugin: name, plugins: missing })
  const turned = [...missing, name]
  await refuseRemoved(operation, turned)
  for (const each of turned) {
    on.add(each)
    await turn(operation, each, true)
    await inScopeOf(installed, operation, each, on, 'onEnable')
  }
  return finish(operation, turned)
}

const present = prepare('select name from guildhall.plugins', ([name]) => String(name))

async function refuseRemoved({ unit }: Operation, names: readonly string[]): Promise<void> {
  const [{ rows }] = await unit.run(bind(present))
  const missing = names.find((name) => !rows.includes(name))
  if (missing) throw removed({ plugin: missing })
}

/** Switches a plugin off; its data stays. @throws 409 naming the plugins that need it, unless they are to go with it */
export async function disablePlugin(
  installed: Installed,
  operation: Operation,
  name: string,
  { cascade = false }: SwitchOptions = {},
): Promise<string[]> {
  find(installed, name)
  if (name === 'core') throw alwaysOn({ plugin: name })
  const on = await begin(installed, operation)
  if (!on.has(name)) return []
  const needing = dependantsOf(installed.plugins, name).filter((each) => on.has(each))
  if (needing.length > 0 && !cascade) throw neededByOthers({ plugin: name, plugins: needing })
  const turned = installed.plugins
    .map((plugin) => plugin.name)
    .filter((each) => each === name || needing.includes(each))
    .reverse()
  for (const each of turned) {
    await inScopeOf(installed, operation, each, on, 'onDisable')
    on.delete(each)
    await turn(operation, each, false)
  }
  return finish(operation, turned)
}

export function find(installed: Installed, name: string): Plugin {
  const plugin = installed.plugin(name)
  if (!plugin) throw unknownPlugin({ plugin: name })
  return plugin
}

/** All that must be on with it, in the order in which they are switched on. */
export function requirementsOf(installed: Installed, plugin: Plugin): string[] {
  const wanted = new Set<string>()
  const visit = (each: Plugin): void => {
    for (const name of each.requires ?? []) {
      wanted.add(name)
      const required = installed.plugin(name)
      if (required) visit(required)
    }
  }
  visit(plugin)
  return installed.plugins.map(({ name }) => name).filter((name) => wanted.has(name))
}

/** What is on, seen by one at a time. */
async function begin(installed: Installed, { context, unit }: Operation): Promise<Set<string>> {
  const [, { rows }] = await unit.run(holdSwitches(context.tenant.id), readSwitches(context.tenant.id))
  const enabled = new Set(rows.filter((row) => row.enabled).map(({ plugin }) => plugin))
  return new Set(installed.plugins.map(({ name }) => name).filter((name) => name === 'core' || enabled.has(name)))
}

async function turn({ context, unit }: Operation, plugin: string, enabled: boolean): Promise<void> {
  unit.queue(bind(put, context.tenant.id, plugin, enabled, context.clock.now()))
  recordSwitch(unit, context, plugin, enabled ? 'enable' : 'disable', { enabled: !enabled }, { enabled })
  await unit.run()
}

/** What a plugin does when it is switched: with all rights on its own resources, in the name of who switches. */
async function inScopeOf(
  installed: Installed,
  operation: Operation,
  name: string,
  on: ReadonlySet<string>,
  step: 'onEnable' | 'onDisable',
): Promise<void> {
  const plugin = find(installed, name)
  if (!plugin[step]) return
  const { context, engine, unit } = operation
  const [{ rows }] = await unit.run(readSwitches(context.tenant.id))
  const chosen = new Map(rows.map(({ plugin: each, settings }) => [each, settings]))
  const scope = openScope({
    ...operation,
    context: {
      ...context,
      plan: ownPlan(engine, name),
      plugins: new Set(on),
      settings: new Map([...on].map((each) => [each, settingsOf(installed.plugin(each), chosen.get(each) ?? {})])),
      reason: `plugin.${step === 'onEnable' ? 'enable' : 'disable'}:${name}`,
    },
  })
  await plugin[step]?.(scope)
}

function ownPlan({ registry }: Engine, plugin: string): Context['plan'] {
  return fullAccess(
    registry,
    [...registry.models.values()].filter((model) => model.plugin === plugin).map(({ name }) => name),
  )
}

function finish({ context, engine, unit }: Operation, turned: string[]): string[] {
  unit.queue(overtakeRights(context.tenant.id))
  unit.afterCommit(() => engine.nudge(context.tenant.id))
  return turned
}
