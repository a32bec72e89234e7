import { Ability } from '@casl/ability'
import { rulesToCondition } from '@casl/ability/extra'
import type { Rule } from '@guildhall/sdk'
import type { ResourceModel } from '../records/model.ts'
import { zoneOf } from './attribute.ts'
import { all, always, any, type Condition, isAlways, isNever, never, not } from './condition.ts'
import { holds, type Judged } from './memory.ts'

export type AnyRule = Rule<string, object, string>

export interface RoleName {
  readonly id: string
  readonly name: string
}

/** A rule with its condition understood and the role it comes from. */
export interface SourcedRule {
  readonly role: RoleName
  readonly resource: string
  readonly rule: AnyRule
  readonly condition: Condition
  /** Undefined: every field. */
  readonly fields?: readonly string[]
}

export interface Subject extends Judged {
  readonly resource: string
}

type Abilities = [string, string | Subject]

/** One role's rules on one resource as CASL knows them: the later rule wins, `manage` is every action. */
export class RoleAbility extends Ability<Abilities, Condition> {}

type CaslRule = ReturnType<RoleAbility['rulesFor']>[number]

export function abilityOf(rules: readonly SourcedRule[]): RoleAbility {
  const raw = rules.filter((rule) => !isNever(rule.condition) && rule.fields?.length !== 0).map(rawRule)
  return new RoleAbility(raw, {
    conditionsMatcher: (condition) => (subject) => holds(condition, subject as unknown as Subject),
    fieldMatcher: (fields) => (field) => fields.includes(field),
    detectSubjectType: (subject) => subject.resource,
  })
}

/** What must hold of a record for the action (on the field, if one is given); priorities and inverted rules are worked in. */
export function conditionOf(ability: RoleAbility, action: string, resource: string, field?: string): Condition {
  const condition = rulesToCondition<RoleAbility, Condition, Condition>(
    ability.rulesFor(action, resource, field),
    termOf,
    { and: all, or: any, empty: () => always },
  )
  return condition ?? never
}

/** The names a rule's list stands for: an instant brings its zone. */
export function namesIn(model: ResourceModel, names: readonly string[]): string[] {
  return [...new Set(names.flatMap((name) => (hasZone(model, name) ? [name, zoneOf(name)] : [name])))]
}

function hasZone(model: ResourceModel, name: string): boolean {
  const field = model.fields.get(name)
  return field?.kind === 'instant' && !field.custom
}

function rawRule({ rule, resource, condition, fields }: SourcedRule) {
  return {
    action: rule.action,
    subject: resource,
    inverted: rule.inverted === true,
    // CASL takes a missing condition for one that always holds.
    ...(!isAlways(condition) && { conditions: condition }),
    ...(fields && { fields: [...fields] }),
  }
}

function termOf(rule: CaslRule): Condition {
  const condition = rule.conditions ?? always
  return rule.inverted ? not(condition) : condition
}
