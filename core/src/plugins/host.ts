import type {
  DeclaredResource,
  EventHandler,
  Fields,
  Outbound,
  Plugin,
  PluginSetup,
  Resource,
  TSchema,
} from '@guildhall/sdk'
import { openOutbound } from '../outbound/outbound.ts'
import { buildRegistry, type Registry } from '../records/model.ts'
import { remember } from '../records/remember.ts'
import { checkPlugins, checkRegistry } from './check.ts'
import { type Contributed, collectContributions } from './contributions.ts'
import { createHookRegistry, type HookRegistry } from './hooks.ts'
import { orderPlugins } from './order.ts'
import { WiringError } from './wiring.ts'

/** A durable subscriber as a plugin registered it; `name` is unique and the same at every start. */
export interface RegisteredHandler {
  readonly plugin: string
  readonly name: string
  /** The event's name; `*` stands for one word. */
  readonly event: string
  readonly except?: readonly string[]
  readonly run: EventHandler<TSchema>
}

/** All plugins of the installation, checked and put together once at start. */
export interface Installed {
  /** The core first, then in the order of their requirements. */
  readonly plugins: readonly Plugin[]
  readonly registry: Registry
  readonly hooks: HookRegistry
  readonly handlers: readonly RegisteredHandler[]
  readonly contributions: ReadonlyMap<string, readonly Contributed[]>
  plugin(name: string): Plugin | undefined
  /** The resources of the plugins that are on, with the rules that these plugins add to each other's. */
  resourcesOf(enabled: ReadonlySet<string>): readonly DeclaredResource[]
}

/** @throws WiringError naming every mistake found */
export function installPlugins(
  core: Plugin,
  features: readonly Plugin[],
  outbound: Pick<Outbound, 'fit'> = openOutbound({ mayBePrivate: false }),
): Installed {
  fail(checkPlugins([core, ...features]))
  const plugins = [core, ...orderPlugins(features)]
  const registry = buildRegistry(withAdditions(plugins))
  fail(checkRegistry(registry, plugins))
  const { found, problems } = collectContributions(plugins)
  fail(problems)
  const hooks = createHookRegistry()
  const handlers = plugins.flatMap((plugin) => setUp(plugin, hooks, found, outbound))
  const byName = new Map(plugins.map((plugin) => [plugin.name, plugin]))
  return {
    plugins,
    registry,
    hooks,
    handlers,
    contributions: found,
    plugin: (name) => byName.get(name),
    resourcesOf: ruleMerger(plugins),
  }
}

function fail(problems: ConstructorParameters<typeof WiringError>[0]): void {
  if (problems.length > 0) throw new WiringError(problems)
}

function withAdditions(plugins: readonly Plugin[]) {
  const added = new Map<string, Fields>()
  for (const { resource, fields } of plugins.flatMap((plugin) => plugin.extends ?? []))
    added.set(resource, { ...added.get(resource), ...fields })
  return plugins.flatMap((plugin) =>
    ((plugin.resources ?? []) as readonly Resource[]).map((resource) => ({
      plugin: plugin.name,
      resource: { ...resource, fields: { ...resource.fields, ...added.get(resource.name) } },
      ...(plugin.storesFiles && { storesFiles: plugin.storesFiles.name }),
    })),
  )
}

/** Rules that one plugin adds to another's resource hold where both are on. */
function ruleMerger(plugins: readonly Plugin[]): Installed['resourcesOf'] {
  const known = new Map<string, readonly DeclaredResource[]>()
  return (enabled) => {
    const key = [...enabled].sort().join(' ')
    const merged = remember(known, key, () => merge(plugins.filter(({ name }) => enabled.has(name))))
    return merged
  }
}

function merge(plugins: readonly Plugin[]): DeclaredResource[] {
  const additions = plugins.flatMap((plugin) => plugin.extends ?? [])
  return plugins.flatMap((plugin) =>
    (plugin.resources ?? []).map((resource) => {
      const rules: Record<string, readonly unknown[]> = { ...resource.rules }
      for (const addition of additions.filter((one) => one.resource === resource.name))
        for (const [archetype, added] of Object.entries(addition.rules))
          rules[archetype] = [...(rules[archetype] ?? []), ...added]
      return { ...resource, rules } as DeclaredResource
    }),
  )
}

function setUp(
  plugin: Plugin,
  hooks: HookRegistry,
  found: Installed['contributions'],
  outbound: PluginSetup['outbound'],
): RegisteredHandler[] {
  const handlers: RegisteredHandler[] = []
  const { before, after, person } = hooks.verbsFor(plugin.name)
  plugin.setup?.({
    outbound,
    before,
    after,
    person,
    contributed: (point) => (found.get(point.name) ?? []) as never,
    on(event, handler) {
      const same = handlers.filter((one) => one.event === event.name).length
      const entry = {
        plugin: plugin.name,
        name: `${plugin.name}:${event.name}${same ? `#${same + 1}` : ''}`,
        event: event.name,
        ...(event.except && { except: event.except }),
        run: handler as EventHandler<TSchema>,
      }
      handlers.push(entry)
      return () => void handlers.splice(handlers.indexOf(entry), 1)
    },
  })
  return handlers
}
