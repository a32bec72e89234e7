import type { RoleName, SourcedRule } from './ability.ts'
import { pathOf } from './attribute.ts'
import type { Condition, Leaf } from './condition.ts'
import { fixedNames } from './fields.ts'
import { holds, isFact, type Judged, valueFor, valueIn } from './memory.ts'
import type { Operand } from './operand.ts'
import { type AccessPlan, rulesOn } from './plan.ts'
import { keyOf } from './shape.ts'

/** A comparison that was not as a rule wants it. */
export interface Unmet {
  /** From the record on: `status`, `project.members.person`. */
  readonly path: string
  readonly operator: Leaf['type'] | 'eq' | 'gt' | 'gte' | 'lt' | 'lte'
  /** The rule wants the opposite of the comparison. */
  readonly negated: boolean
  /** What the value was compared with; `written` is how the rule says it, where that is another thing (`$me`). */
  readonly expected?: { readonly value: unknown; readonly written?: string }
  /** The record's own value; absent behind a reference, which only the database follows. */
  readonly actual?: unknown
}

export interface ExplainedRule {
  readonly role: RoleName
  readonly rule: SourcedRule['rule']
  /** Null when nobody asked the database, because the answer does not hang on it. */
  readonly holds: boolean | null
  /** The rule that settled what this role says. */
  readonly decisive: boolean
  readonly unmet: readonly Unmet[]
}

export interface Explanation {
  readonly allowed: boolean
  /** The rule that allowed, or the one that took away; null when no rule of any role speaks for it. */
  readonly decidedBy: ExplainedRule | null
  /** Every rule that speaks of the action, strongest first within each role. */
  readonly rules: readonly ExplainedRule[]
}

/** Why an action on a record (or on one of its fields) is allowed or not. Data: the caller puts it into words. */
export function explain(
  plan: AccessPlan,
  resource: string,
  action: string,
  judged: Judged,
  field?: string,
): Explanation {
  const judgement = plan.judge(resource, judged.record, judged.facts, judged.context)
  const allowed = field ? judgement.canField(action, field) : judgement.can(action)
  const asked = field && fixedNames(action).includes(field) ? undefined : field
  const rules = plan.roles(resource).flatMap((role) => explainRole(rulesOn(role.rules, action), judged, asked))
  const decisive = rules.filter((rule) => rule.decisive)
  const decidedBy = decisive.find((rule) => (rule.rule.inverted !== true) === allowed) ?? null
  return { allowed, decidedBy, rules }
}

function explainRole(rules: readonly SourcedRule[], judged: Judged, field: string | undefined): ExplainedRule[] {
  // As in CASL: asked about the whole record, a rule that takes away single fields is silent.
  const relevant = rules.filter(({ rule, fields }) =>
    field ? !fields || fields.includes(field) : !(rule.inverted && fields),
  )
  let isSettled = false
  return relevant.toReversed().map(({ role, rule, condition }) => {
    const unmet = unmetIn(condition, judged)
    const met = unmet === null ? null : unmet.length === 0
    const decisive = met === true && !isSettled
    isSettled ||= decisive
    return { role, rule, holds: met, decisive, unmet: unmet ?? [] }
  })
}

/** What stands in a condition's way; empty when it holds, null when facts are missing. */
function unmetIn(condition: Condition, judged: Judged): Unmet[] | null {
  if (lacksFacts(condition, judged)) return null
  return holds(condition, judged) ? [] : failing(condition, true, judged)
}

function lacksFacts(condition: Condition, judged: Judged): boolean {
  if (condition.type === 'all' || condition.type === 'any')
    return condition.parts.some((part) => lacksFacts(part, judged))
  return condition.type === 'not'
    ? lacksFacts(condition.part, judged)
    : isFact(condition) && !judged.facts.has(keyOf(condition))
}

/** The leaves that keep a condition from being what is wanted of it. */
function failing(condition: Condition, wanted: boolean, judged: Judged): Unmet[] {
  if (holds(condition, judged) === wanted) return []
  if (condition.type === 'all' || condition.type === 'any')
    return condition.parts.flatMap((part) => failing(part, wanted, judged))
  return condition.type === 'not' ? failing(condition.part, !wanted, judged) : described(condition, !wanted, judged, '')
}

function described(leaf: Leaf, negated: boolean, judged: Judged, prefix: string): Unmet[] {
  const expected = 'operand' in leaf && leaf.operand ? { expected: expectation(leaf.operand, judged) } : {}
  switch (leaf.type) {
    case 'compare':
    case 'among':
    case 'like':
    case 'empty': {
      const actual = prefix === '' ? { actual: valueIn(judged.record, leaf.attribute) } : {}
      return [
        {
          path: prefix + pathOf(leaf.attribute),
          operator: leaf.type === 'compare' ? leaf.operator : leaf.type,
          negated,
          ...expected,
          ...actual,
        },
      ]
    }
    case 'known':
      return [{ path: '$me', operator: 'known', negated, actual: valueFor(leaf.operand, judged.context) }]
    case 'linked':
      return [
        {
          path: prefix + leaf.field.name,
          operator: 'linked',
          negated,
          ...expected,
          ...(prefix === '' && { actual: judged.record[leaf.field.name] }),
        },
      ]
    case 'readable':
      return [
        {
          path: prefix + leaf.field.name,
          operator: 'readable',
          negated,
          ...(prefix === '' && { actual: judged.record[leaf.field.name] ?? null }),
        },
      ]
    case 'named':
      return [{ path: `${prefix}${leaf.by.name}.${leaf.field.name}`, operator: 'named', negated }]
    case 'follow': {
      const inner = behind(leaf.part, negated, judged, `${prefix}${leaf.field.name}.`)
      return inner.length > 0 ? inner : [{ path: prefix + leaf.field.name, operator: 'follow', negated }]
    }
  }
}

/** What was asked of records behind a reference; which part of it failed, only they know. */
function behind(condition: Condition, negated: boolean, judged: Judged, prefix: string): Unmet[] {
  if (condition.type === 'all' || condition.type === 'any')
    return condition.parts.flatMap((part) => behind(part, negated, judged, prefix))
  return condition.type === 'not'
    ? behind(condition.part, !negated, judged, prefix)
    : described(condition, negated, judged, prefix)
}

function expectation(operand: Operand, judged: Judged): { value: unknown; written?: string } {
  const value = valueFor(operand, judged.context)
  if (operand.kind === 'constant') return { value }
  return {
    value,
    written: operand.kind === 'moment' ? operand.expression : operand.kind === 'me' ? '$me' : '$myTenant',
  }
}
