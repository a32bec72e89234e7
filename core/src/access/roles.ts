import { createHash } from 'node:crypto'
import type { Archetype, DeclaredResource } from '@guildhall/sdk'
import type { AnyRule } from './ability.ts'
import type { RuleSet } from './rules.ts'

/** How a tenant's role departs from its archetype: all that is stored of it. */
export interface RoleDifferences {
  /** Stronger than the archetype's rules; the last is the strongest. */
  readonly add: readonly { readonly resource: string; readonly rule: AnyRule }[]
  /** Keys of archetype's rules the role does without. */
  readonly remove: readonly string[]
}

type DeclaredRules = Pick<DeclaredResource, 'name' | 'rules'>

/** A rule's name for ever: equal for rules that say the same, whatever the order of keys and fields. */
export function ruleKey(resource: string, { action, where, fields, inverted }: AnyRule): string {
  const hasCondition = where && Object.keys(where).length > 0
  const rule = {
    resource,
    action,
    ...(hasCondition && { where }),
    ...(fields && { fields: [...new Set(fields)].sort() }),
    ...(inverted && { inverted }),
  }
  return createHash('sha256').update(canonical(rule)).digest('hex').slice(0, 24)
}

/**
 * What a tenant's role says: its archetype's rules over the resources given (those of the plugins that are on), with its differences.
 * What it adds on other resources stays stored and silent.
 */
export function effectiveRules(
  archetype: Archetype | null,
  differences: RoleDifferences,
  resources: Iterable<DeclaredRules>,
): Omit<RuleSet, 'role'>[] {
  const removed = new Set(differences.remove)
  return [...resources].flatMap(({ name, rules: declared }) => {
    const kept = ((archetype && declared[archetype]) ?? []).filter((rule) => !removed.has(ruleKey(name, rule)))
    const added = differences.add.filter(({ resource }) => resource === name).map(({ rule }) => rule)
    const rules = [...kept, ...added]
    return rules.length > 0 ? [{ resource: name, rules }] : []
  })
}

/** Removals that meet no rule of the archetype any more: a release changed it, and the changed rule holds until somebody looks. */
export function staleRemovals(
  archetype: Archetype | null,
  differences: RoleDifferences,
  resources: Iterable<DeclaredRules>,
): string[] {
  const keys = new Set(
    [...resources].flatMap(({ name, rules }) =>
      ((archetype && rules[archetype]) ?? []).map((rule) => ruleKey(name, rule)),
    ),
  )
  return differences.remove.filter((key) => !keys.has(key))
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value).filter(([, part]) => part !== undefined)
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`)
    .join(',')}}`
}
