import type { Registry, ResourceModel } from '../records/model.ts'
import type { AnyRule, SourcedRule } from './ability.ts'
import { namesOf } from './attribute.ts'
import { type Condition, isNever } from './condition.ts'
import type { AccessPlan } from './plan.ts'
import { type RuleSet, sourcedRules } from './rules.ts'
import { keyOf } from './shape.ts'

/** A rule somebody may not hand on, because he does not hold it himself. */
export interface MissingRight {
  readonly resource: string
  readonly rule: AnyRule
  /** The fields he lacks; undefined when he lacks more than the declared ones. */
  readonly fields?: readonly string[]
}

/** Stands for every field there is and will be. */
const whole = '*'

/**
 * Nobody grants what he does not hold: the rules that go beyond the granter's own. Give the whole of the role that results,
 * because leaving out a rule that takes away is a gift too.
 *
 * Sound and cautious: a rule is held when one of his own allows the same action, under the same conditions or some of them,
 * and nothing stronger takes it away from him that the new role does not take away as well.
 */
export function mayGrant(
  registry: Registry,
  granter: AccessPlan,
  granted: readonly Omit<RuleSet, 'role'>[],
): MissingRight[] {
  const role = { id: 'granted', name: 'granted' }
  const sets = granted.map((set) => ({ ...set, role }))
  const rulesOf = sourcedRules(registry, sets)
  return [...new Set(sets.map(({ resource }) => resource))].flatMap((resource) => {
    const model = registry.models.get(resource)
    if (!model) return []
    const rules = rulesOf(resource)
    return rules.flatMap((rule, index) => missing(model, granter, rule, rules.slice(index + 1)))
  })
}

function missing(
  model: ResourceModel,
  granter: AccessPlan,
  given: SourcedRule,
  later: readonly SourcedRule[],
): MissingRight[] {
  if (given.rule.inverted || isNever(given.condition)) return []
  const lacking = (given.fields ?? [...namesOf(model), whole]).filter((name) => !isHeld(granter, given, name, later))
  if (lacking.length === 0) return []
  return [{ resource: model.name, rule: given.rule, ...(!lacking.includes(whole) && { fields: lacking }) }]
}

function isHeld(granter: AccessPlan, given: SourcedRule, name: string, later: readonly SourcedRule[]): boolean {
  return granter.roles(given.resource).some(({ rules }) =>
    rules.some((own, index) => {
      const gives =
        !own.rule.inverted &&
        speaksOf(own, given.rule.action) &&
        covers(own, name) &&
        isWeaker(own.condition, given.condition)
      return (
        gives &&
        !rules
          .slice(index + 1)
          .some((taking) => takes(taking, given, name) && !later.some((also) => isTakenToo(also, taking)))
      )
    }),
  )
}

function takes(taking: SourcedRule, given: SourcedRule, name: string): boolean {
  const overlaps = speaksOf(taking, given.rule.action) || given.rule.action === 'manage'
  return taking.rule.inverted === true && !isNever(taking.condition) && overlaps && covers(taking, name)
}

/** Whether the new role takes away at least as much as the granter's rule takes from him. */
function isTakenToo(also: SourcedRule, taking: SourcedRule): boolean {
  const coversFields = taking.fields ? taking.fields.every((name) => covers(also, name)) : !also.fields
  return (
    also.rule.inverted === true &&
    speaksOf(also, taking.rule.action) &&
    coversFields &&
    isWeaker(also.condition, taking.condition)
  )
}

const speaksOf = ({ rule }: SourcedRule, action: string) => rule.action === action || rule.action === 'manage'
const covers = ({ fields }: SourcedRule, name: string) => !fields || fields.includes(name)

/** Whether one condition asks for nothing the other does not ask for too. */
function isWeaker(condition: Condition, than: Condition): boolean {
  const asked = new Set(conjuncts(than))
  return conjuncts(condition).every((key) => asked.has(key))
}

function conjuncts(condition: Condition): string[] {
  return condition.type === 'all' ? condition.parts.map(keyOf) : [keyOf(condition)]
}
