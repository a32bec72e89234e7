import type { Field, Fields } from './fields/field.ts'
import type { CheckedRules, RuleSets } from './rules.ts'
import type { ResourceToken } from './token.ts'

/** What a plugin adds to a resource of another plugin. */
export interface Extension {
  readonly resource: string
  /** `many` fields only. */
  readonly fields: Fields
  readonly rules: RuleSets
  /** Which of the fields are shown as tabs of the record; all unless given. */
  readonly tabs?: readonly string[]
}

/**
 * Adds to a resource of another plugin what only this plugin can know: the other ends of its own references
 * (`many`, so nothing is stored) and rules that follow them. Both count only where this plugin is on, and the rules only add:
 * `extendResource(clients, { fields: { projects: many(projects, 'client') }, rules: { worker: [can('read', { 'projects.tasks.assignees': me }, ['name'])] } })`.
 */
export function extendResource<
  F extends Fields,
  Inputs,
  const More extends Readonly<Record<string, Field<unknown, 'many'>>> = Record<never, never>,
  const R extends RuleSets = Record<never, never>,
>(
  resource: ResourceToken<string, F, Inputs>,
  options: {
    readonly fields?: More
    readonly rules?: R & CheckedRules<NoInfer<R>, F & NoInfer<More>, keyof Inputs & string>
    readonly tabs?: readonly (keyof NoInfer<More> & string)[]
  },
): Extension {
  const { fields = {}, rules = {}, tabs } = options
  return { resource: resource.name, fields, rules, ...(tabs && { tabs }) }
}
