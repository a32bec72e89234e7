import type { Slot } from '@guildhall/sdk'
import type { ManifestModule } from '@guildhall/sdk/manifest'
import type { AdminModule } from '../../plugins/admin-modules.ts'
import type { Installed } from '../../plugins/host.ts'
import type { Context } from '../../records/context.ts'
import type { Registry } from '../../records/model.ts'
import { archetypesOf } from '../archetypes.ts'

/** The modules of the plugins that are on, each with the places it fills for this actor; one that fills none is not loaded. */
export function modulesFor(
  modules: readonly AdminModule[],
  installed: Installed,
  registry: Registry,
  context: Context,
): ManifestModule[] {
  return modules.flatMap(({ plugin, url }) => {
    if (!context.plugins.has(plugin)) return []
    const slots = (installed.plugin(plugin)?.admin?.slots ?? []).filter((slot) => isOpen(registry, context, slot))
    return slots.length > 0 ? [{ plugin, url, slots: slots.map((slot) => describe(plugin, slot)) }] : []
  })
}

function isOpen(
  registry: Registry,
  context: Context,
  { kind, resource, field, right, for: archetypes }: Slot,
): boolean {
  const { plan } = context
  const own = archetypesOf(plan)
  if (archetypes && !archetypes.some((one) => own.has(one))) return false
  if (right && !may(registry, context, right.resource, right.action)) return false
  if (resource === undefined) return true
  if (!may(registry, context, resource, 'read')) return false
  if (kind !== 'field' || field === undefined) return true
  return ['read', 'create', 'update'].some((action) => {
    if (!plan.has(resource, action)) return false
    const rights = plan.fields(resource, action)
    return rights.mode !== 'some' || rights.names.has(field)
  })
}

function may(registry: Registry, { plan, plugins }: Context, resource: string, action: string): boolean {
  const model = registry.models.get(resource)
  return model !== undefined && plugins.has(model.plugin) && plan.has(resource, action)
}

function describe(plugin: string, { right: _, for: __, ...slot }: Slot): ManifestModule['slots'][number] {
  return {
    ...slot,
    label: `${plugin}:slots.${slot.name}.title`,
    ...(slot.kind === 'page' && { path: `/${plugin}${slot.path}`, menu: slot.menu ?? 'main' }),
  }
}
