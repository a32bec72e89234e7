import { type Archetype, archetypes, type FieldError } from '@guildhall/sdk'
import type { Registry, ResourceModel } from '../records/model.ts'
import type { AnyRule } from './ability.ts'
import { namesOf } from './attribute.ts'
import { parseWhere } from './parse.ts'
import { actionsOf, leadsTo, type RuleSet, readableTargets, remembered, speaksOfReading } from './rules.ts'

/** A mistake in a rule: whose it is, where it stands, what is wrong. The remedy is the text of the code. */
export interface RuleProblem extends FieldError {
  readonly plugin: string
  readonly resource: string
  readonly role: string
  /** The rule's place in its list, from 0. */
  readonly index: number
}

/**
 * Reads rules as they will be read when somebody acts and says what cannot be meant: unknown actions, fields, operators, values,
 * and resources of which each is readable only if the other is.
 * Circles are looked for over all the rule sets together, because a person may have several of the roles.
 */
export function checkRules(registry: Registry, ruleSets: readonly RuleSet[]): RuleProblem[] {
  const reading = remembered((resource: string) => readingTargets(registry, resource, ruleSets))
  return ruleSets.flatMap(({ resource, role, rules }) => {
    const model = registry.models.get(resource)
    const place = { plugin: model?.plugin ?? '', resource, role: role.name }
    if (!model) return [{ ...place, index: 0, path: 'resource', code: 'access.resource_unknown', params: { resource } }]
    return rules.flatMap((rule, index) => [
      ...problemsOf(registry, model, rule).map((problem) => ({ ...place, index, ...problem })),
      ...circle(registry, model, rule, reading).map((problem) => ({ ...place, index, ...problem })),
    ])
  })
}

/** What the plugins declare, as rule sets of roles called like the archetypes. */
export function declaredRules(registry: Registry): RuleSet[] {
  return [...registry.models.values()].flatMap(({ name, definition }) =>
    archetypes.flatMap((archetype: Archetype) => {
      const rules = definition.rules[archetype]
      return rules ? [{ role: { id: archetype, name: archetype }, resource: name, rules }] : []
    }),
  )
}

function problemsOf(registry: Registry, model: ResourceModel, rule: AnyRule): FieldError[] {
  const problems = parseWhere(registry, model, rule.where ?? {}).problems.map((problem) => ({
    ...problem,
    path: problem.path ? `where.${problem.path}` : 'where',
  }))
  const isOfSystem = model.actions.get(rule.action)?.by === 'system'
  if (isOfSystem) problems.push({ path: 'action', code: 'access.action_of_system', params: { action: rule.action } })
  else if (rule.action !== 'manage' && !actionsOf(model).includes(rule.action))
    problems.push({
      path: 'action',
      code: 'access.action_unknown',
      params: { action: rule.action, resource: model.name },
    })
  if (rule.fields?.length === 0) problems.push({ path: 'fields', code: 'access.fields_empty', params: {} })
  // A role keeps what it says of a field that was put away: it may come back. So does a rule of files while nobody stores any.
  const absent = Object.entries(model.definition.fields).filter(([, { kind }]) => kind === 'files')
  const names = new Set([...namesOf(model), ...absent.map(([name]) => name), ...(model.custom?.retired ?? [])])
  for (const field of rule.fields ?? [])
    if (!names.has(field))
      problems.push({ path: `fields.${field}`, code: 'access.field_unknown', params: { field, resource: model.name } })
  return problems
}

function circle(
  registry: Registry,
  model: ResourceModel,
  rule: AnyRule,
  reading: (resource: string) => string[],
): FieldError[] {
  if (!speaksOfReading(rule)) return []
  const targets = readableTargets(parseWhere(registry, model, rule.where ?? {}).condition)
  const through = targets.find((target) => leadsTo(target, model.name, reading))
  return through ? [{ path: 'where', code: 'access.readable_circle', params: { resource: model.name, through } }] : []
}

function readingTargets(registry: Registry, resource: string, ruleSets: readonly RuleSet[]): string[] {
  const model = registry.models.get(resource)
  const rules = ruleSets.filter((set) => set.resource === resource).flatMap((set) => set.rules.filter(speaksOfReading))
  return model ? rules.flatMap((rule) => readableTargets(parseWhere(registry, model, rule.where ?? {}).condition)) : []
}
