import { createHash } from 'node:crypto'
import type { Registry, ResourceModel } from '../records/model.ts'
import type { AnyRule } from './ability.ts'
import type { Condition } from './condition.ts'
import { parseWhere } from './parse.ts'
import { actionsOf, type RuleSet } from './rules.ts'

/** `projects:read`, `tasks:*`, `*:read`: the coarse half of a rule, a resource and an action of it. */
export const scopePattern = '^(\\*|[a-z][a-z0-9-]*):(\\*|[a-zA-Z][a-zA-Z0-9-]*)$'

/** What rights are narrowed to, whosever they are. */
export interface Scopes {
  /** The same for scopes that say the same. */
  readonly key: string
  readonly list: readonly string[]
}

export function scopesOf(list: readonly string[]): Scopes {
  const sorted = [...new Set(list)].sort()
  return { key: createHash('sha256').update(sorted.join(' ')).digest('base64url'), list: sorted }
}

export function partsOf(scope: string): { readonly resource: string; readonly action: string } {
  const [resource = '', action = ''] = scope.split(':')
  return { resource, action }
}

/**
 * What is left of roles within scopes: of each resource the rules on the actions that are named. No rule becomes wider by it. One that
 * asks whether something is *not* readable would, where less is readable: it opens nothing, or takes away everything it speaks of.
 */
export function narrowed(registry: Registry, ruleSets: readonly RuleSet[], scopes: Scopes): RuleSet[] {
  const isReadingAll = scopes.list.some((scope) => scope === '*:*' || scope === '*:read')
  return ruleSets.flatMap((set) => {
    const model = registry.models.get(set.resource)
    const allowed = model && allowedOn(model, scopes)
    if (!model || !allowed || allowed.size === 0) return []
    const rules = set.rules
      .flatMap((rule) => spreadOver(rule, allowed))
      .flatMap((rule) => (isReadingAll || !asksForUnreadable(registry, model, rule) ? [rule] : closed(rule)))
    return [{ ...set, role: { ...set.role, id: `${set.role.id}#${scopes.key}` }, rules }]
  })
}

/** The role a narrowed one was made of. */
export const withoutScopes = (roleId: string): string => roleId.split('#')[0] ?? roleId

function allowedOn(model: ResourceModel, { list }: Scopes): ReadonlySet<string> {
  const speaking = list.map(partsOf).filter(({ resource }) => resource === '*' || resource === model.name)
  const named = new Set(speaking.map(({ action }) => action))
  return new Set(actionsOf(model).filter((action) => named.has('*') || named.has(action)))
}

function spreadOver(rule: AnyRule, allowed: ReadonlySet<string>): AnyRule[] {
  if (rule.action === 'manage') return [...allowed].map((action) => ({ ...rule, action }))
  return allowed.has(rule.action) ? [rule] : []
}

function closed({ where: _, ...rule }: AnyRule): AnyRule[] {
  return rule.inverted ? [rule] : []
}

function asksForUnreadable(registry: Registry, model: ResourceModel, rule: AnyRule): boolean {
  if (!rule.where) return false
  return hasReadable(parseWhere(registry, model, rule.where).condition, rule.inverted !== true)
}

/** @param isPlain whether the condition is asked for as it stands, not for its contrary */
function hasReadable(condition: Condition, isPlain: boolean): boolean {
  switch (condition.type) {
    case 'all':
    case 'any':
      return condition.parts.some((part) => hasReadable(part, isPlain))
    case 'not':
      return hasReadable(condition.part, !isPlain)
    case 'follow':
      return hasReadable(condition.part, isPlain)
    case 'readable':
      return !isPlain
    case 'named':
      return condition.isReadable && !isPlain
    default:
      return false
  }
}
