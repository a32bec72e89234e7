import { baseActions } from '@guildhall/sdk'
import type { Registry, ResourceModel } from '../records/model.ts'
import { type AnyRule, namesIn, type RoleName, type SourcedRule } from './ability.ts'
import { always, type Condition, leavesOf, never } from './condition.ts'
import { parseWhere } from './parse.ts'

/** What one role says about one resource. */
export interface RuleSet {
  readonly role: RoleName
  readonly resource: string
  readonly rules: readonly AnyRule[]
}

/** Everything that can be done with a resource's records; what only the system does is left out unless asked for. */
export function actionsOf(model: ResourceModel, bySystem = false): string[] {
  const base = baseActions.filter((action) => model.archivable || (action !== 'archive' && action !== 'restore'))
  return [
    ...base,
    ...[...model.actions].filter(([, action]) => bySystem || action.by !== 'system').map(([name]) => name),
  ]
}

/** The resources a condition asks `readable` of, those behind followed references included. */
export function readableTargets(condition: Condition): string[] {
  return leavesOf(condition).flatMap((leaf) => {
    if (leaf.type === 'readable') return leaf.targets.map(({ name }) => name)
    if (leaf.type === 'named') return leaf.isReadable ? [leaf.by.name] : []
    return leaf.type === 'follow' ? readableTargets(leaf.part) : []
  })
}

/** Whether a rule has a say in who reads. */
export const speaksOfReading = ({ action }: AnyRule) => action === 'read' || action === 'manage'

/**
 * A resource's rules, understood. One that cannot be understood, or that says "readable" in a circle, opens nothing:
 * what it would give is not given, what it would take away is taken from every record.
 */
export function sourcedRules(
  registry: Registry,
  ruleSets: readonly RuleSet[],
): (resource: string) => readonly SourcedRule[] {
  const parsed = remembered((resource: string) => {
    const model = registry.models.get(resource)
    return model
      ? ruleSets
          .filter((set) => set.resource === resource)
          .flatMap((set) => set.rules.map((rule) => sourced(registry, model, set.role, rule)))
      : []
  })
  const targets = (resource: string) =>
    parsed(resource)
      .filter(({ rule }) => speaksOfReading(rule))
      .flatMap(({ condition }) => readableTargets(condition))
  return remembered((resource: string) =>
    parsed(resource).map((source) => {
      const isCircular =
        speaksOfReading(source.rule) &&
        readableTargets(source.condition).some((target) => leadsTo(target, resource, targets))
      return isCircular ? { ...source, condition: closed(source.rule) } : source
    }),
  )
}

/** Whether `from` is `to`, or leads there. */
export function leadsTo(
  from: string,
  to: string,
  next: (resource: string) => readonly string[],
  seen: Set<string> = new Set(),
): boolean {
  if (from === to) return true
  if (seen.has(from)) return false
  seen.add(from)
  return next(from).some((target) => leadsTo(target, to, next, seen))
}

export function remembered<Key, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>()
  return (key) => {
    const found = known.get(key)
    if (found !== undefined) return found
    const value = compute(key)
    known.set(key, value)
    return value
  }
}

function sourced(registry: Registry, model: ResourceModel, role: RoleName, rule: AnyRule): SourcedRule {
  const { condition, problems } = parseWhere(registry, model, rule.where ?? {})
  const fields = rule.fields && namesIn(model, rule.fields)
  return {
    role,
    resource: model.name,
    rule,
    condition: problems.length > 0 ? closed(rule) : condition,
    ...(fields && { fields }),
  }
}

const closed = (rule: AnyRule): Condition => (rule.inverted ? always : never)
