import { maySwitch } from '../plugins/switching.ts'
import type { Context } from '../records/context.ts'
import { invalid } from '../records/errors.ts'
import type { ResourceModel } from '../records/model.ts'
import { sortOf } from '../records/query.ts'
import { notShared, viewOfOthers } from './errors.ts'
import type { SavedView, ViewContent } from './statements.ts'

/** The list a view looks at, if its reader may see that list at all. */
export function readableList(context: Context, resource: string): ResourceModel | null {
  const model = context.plan.registry.models.get(resource)
  return model && context.plugins.has(model.plugin) && context.plan.has(resource, 'read') ? model : null
}

/** His own, or a shared one where he looks after the tenant. */
export const mayChange = (context: Context, { ownerId, shared }: SavedView): boolean =>
  ownerId === context.actor.id || (shared && maySwitch(context))

export function requireChange(context: Context, view: SavedView): void {
  if (!mayChange(context, view)) throw viewOfOthers()
}

/** Clients and observers look at what is meant for them; they do not put something before everybody. */
export function requireSharing({ roles = [], outside }: Context): void {
  if (!outside && roles.every(({ archetype }) => archetype === 'client' || archetype === 'observer')) throw notShared()
}

const longest = 16_384

/** A view that its list would refuse is refused where it is saved. */
export function requireSound(context: Context, model: ResourceModel, content: ViewContent): void {
  if (JSON.stringify(content).length > longest)
    throw invalid({}, [{ path: 'filter', code: 'validation.max_length', params: { limit: longest } }])
  const { q, archived, ...where } = content.filter
  const wrong = [
    ...(q === undefined || typeof q === 'string' ? [] : ['q']),
    ...(archived === undefined || archived === 'with' || typeof archived === 'boolean' ? [] : ['archived']),
  ].map((path) => ({ path: `filter.${path}`, code: 'validation.invalid' }))
  const { problems } = context.plan.filter(model.name, where)
  const found = [...wrong, ...problems.map((problem) => ({ ...problem, path: `filter.${problem.path}` }))]
  if (found.length > 0) throw invalid({}, found)
  if (!content.sort) return
  if (!/^(ASC|DESC)$/.test(content.sort[1])) throw invalid({}, [{ path: 'sort.1', code: 'validation.pattern' }])
  sortOf(context, model, content.sort)
}
