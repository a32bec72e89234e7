import type { Fragment } from '../database/fragment.ts'
import type { Registry, ResourceModel } from '../records/model.ts'
import { abilityOf, conditionOf, type RoleAbility, type RoleName, type SourcedRule } from './ability.ts'
import { any, type Condition, fieldOf, isAlways, isNever, type Leaf, leavesOf, never } from './condition.ts'
import { type FieldRights, fieldRights, fixedNames, widestFields } from './fields.ts'
import { type Filter, filtering } from './filter.ts'
import { gatheringSql } from './gather.ts'
import { type Judgement, judging } from './judge.ts'
import { type AccessContext, isFact } from './memory.ts'
import { type RawRole, rawRules } from './raw-rules.ts'
import { actionsOf, type RuleSet, remembered, sourcedRules } from './rules.ts'
import { keyOf } from './shape.ts'
import { toSql } from './sql.ts'

export type Verdict = 'always' | 'never' | 'depends'

/** Something about a row that only the database can say; selected beside it as a boolean column. */
export interface Fact {
  readonly key: string
  fragment(alias: string): Fragment
}

/** One role's say on one resource. */
export interface RoleAccess {
  readonly role: RoleName
  /** Weakest first. */
  readonly rules: readonly SourcedRule[]
  readonly ability: RoleAbility
}

/**
 * What a set of roles may do, compiled once for everybody who has these roles. A person may do whatever one of his roles allows:
 * within a role the later rule wins, and no role takes away what another gives, so the order of roles says nothing.
 */
export interface AccessPlan {
  /** The resources it was compiled over: of a tenant with fields of its own, with those. */
  readonly registry: Registry
  verdict(resource: string, action: string): Verdict
  /** For a WHERE over the resource's table called `alias`; `true` or `false` when no row can change it. */
  predicate(resource: string, action: string, alias: string): Fragment
  /** A query for the ids of what may be read, from where the actor stands; null where `predicate` serves a list as well. */
  gathering(resource: string): Fragment | null
  /** What must hold of a record for the action, on one field if given. */
  condition(resource: string, action: string, field?: string): Condition
  fields(resource: string, action: string): FieldRights
  /** The fields the action may extend to on some record. */
  widest(resource: string, action: string): ReadonlySet<string>
  /** Reads a caller's filter: checked, and closed to what he may not read. */
  filter(resource: string, where: unknown): Filter
  /** What must be selected beside a row before `judge` can decide these actions on it. */
  facts(resource: string, actions: readonly string[]): readonly Fact[]
  /** The fields a record must have before `judge` can decide these actions on it. */
  needs(resource: string, actions: readonly string[]): ReadonlySet<string>
  /** Decides on one record, whole and as on the wire. */
  judge(
    resource: string,
    record: Readonly<Record<string, unknown>>,
    facts: ReadonlyMap<string, boolean>,
    context: AccessContext,
  ): Judgement
  /** Whether there may be a record on which the action is allowed. */
  has(resource: string, action: string): boolean
  /** The roles' rules in CASL's raw form, for the manifest; whoever judges by them lets one role suffice. */
  readonly rules: readonly RawRole[]
  roles(resource: string): readonly RoleAccess[]
}

export interface AccessOptions {
  /** The actor is the system or a plugin: actions that no person has are open to it. */
  readonly bySystem?: boolean
}

/** Compiles nothing until it is asked for. Whoever has the same roles shares the result: it holds no person's values. */
export function compileAccess(
  registry: Registry,
  ruleSets: readonly RuleSet[],
  options: AccessOptions = {},
): AccessPlan {
  const sourced = sourcedRules(registry, ruleSets)
  const actions = remembered((resource: string) => new Set(actionsOf(registry.model(resource), options.bySystem)))
  const roles = remembered((resource: string) => rolesOf(sourced(resource)))
  const conditions = remembered((key: string) => {
    const [resource = '', action = '', field] = key.split(' ')
    const asked = field && fixedNames(action).includes(field) ? undefined : field
    return any(roles(resource).map(({ ability }) => conditionOf(ability, action, resource, asked)))
  })
  const predicates = remembered((key: string): Fragment => {
    const [resource = '', action = '', alias = ''] = key.split(' ')
    return toSql(condition(resource, action), alias, { readable })
  })
  const gatherings = remembered((resource: string) => ({
    sql: gatheringSql(condition(resource, 'read'), registry.model(resource), readable),
  }))
  const rights = remembered((key: string) => {
    const [resource = '', action = ''] = key.split(' ')
    if (isNever(condition(resource, action))) return { mode: 'some', names: new Set<string>() } satisfies FieldRights
    return fieldRights(
      registry.model(resource),
      action,
      roles(resource).map(({ rules }) => rulesOn(rules, action)),
    )
  })

  // What nobody declared is not remembered either: names may come from outside.
  const condition = (resource: string, action: string, field?: string): Condition =>
    registry.models.has(resource) && (action === 'manage' || actions(resource).has(action))
      ? conditions(field ? `${resource} ${action} ${field}` : `${resource} ${action}`)
      : never
  const predicate = (resource: string, action: string, alias: string): Fragment =>
    predicates(`${resource} ${action} ${alias}`)
  const fields = (resource: string, action: string): FieldRights => rights(`${resource} ${action}`)
  const readable = (model: ResourceModel, field?: string) => condition(model.name, 'read', field)
  const verdict = (resource: string, action: string): Verdict => {
    const needed = condition(resource, action)
    return isAlways(needed) ? 'always' : isNever(needed) ? 'never' : 'depends'
  }

  /** The leaves that decide these actions; none where no record has to be asked. */
  function deciding(resource: string, asked: readonly string[]): Leaf[] {
    const open = asked.filter(
      (action) => verdict(resource, action) === 'depends' || fields(resource, action).mode === 'byRow',
    )
    return open.flatMap((action) =>
      roles(resource).flatMap(({ rules }) => rulesOn(rules, action).flatMap((rule) => leavesOf(rule.condition))),
    )
  }

  const facts = remembered((key: string) => {
    const [resource = '', ...asked] = key.split(' ')
    const leaves = deciding(resource, asked).filter(isFact)
    const unique = new Map(leaves.map((leaf) => [keyOf(leaf), leaf]))
    return [...unique].map(([name, leaf]) => factOf(name, (alias) => toSql(leaf, alias, { readable })))
  })

  const plan: AccessPlan = {
    registry,
    verdict,
    predicate,
    gathering: (resource) => gatherings(resource).sql,
    condition,
    fields,
    widest: (resource, action) =>
      widestFields(
        registry.model(resource),
        action,
        roles(resource).map(({ rules }) => rulesOn(rules, action)),
      ),
    filter: filtering(registry, { fields, condition }),
    facts: (resource, asked) => facts([resource, ...asked].join(' ')),
    needs: (resource, asked) =>
      new Set(
        deciding(resource, asked)
          .filter((leaf) => !isFact(leaf))
          .flatMap((leaf) => fieldOf(leaf) ?? []),
      ),
    judge: (resource, record, known, context) =>
      judging(plan, registry.model(resource), { resource, record, facts: known, context }),
    has: (resource, action) => verdict(resource, action) !== 'never',
    rules: rawRules(registry, ruleSets),
    roles,
  }
  return plan
}

/** Everything on some resources, for the system and for plugins on what is theirs. */
export function fullAccess(registry: Registry, resources: Iterable<string> = registry.models.keys()): AccessPlan {
  const role = { id: 'system', name: 'system' }
  const ruleSets = [...resources].map((resource) => ({ role, resource, rules: [{ action: 'manage' }] }))
  return compileAccess(registry, ruleSets, { bySystem: true })
}

/** A role's rules that speak of an action. */
export function rulesOn(rules: readonly SourcedRule[], action: string): SourcedRule[] {
  return rules.filter(
    ({ rule, condition, fields }) =>
      (rule.action === action || rule.action === 'manage') && !isNever(condition) && fields?.length !== 0,
  )
}

function rolesOf(rules: readonly SourcedRule[]): RoleAccess[] {
  const byRole = Map.groupBy(rules, ({ role }) => role.id)
  return [...byRole.values()].flatMap((own) =>
    own[0] ? [{ role: own[0].role, rules: own, ability: abilityOf(own) }] : [],
  )
}

function factOf(key: string, compile: (alias: string) => Fragment): Fact {
  const fragment = remembered((alias: string) => {
    const { text, binds } = compile(alias)
    // Of an empty attribute the leaf may be unknown; a fact is true or false.
    return text.startsWith('exists (') || text === 'true' || text === 'false'
      ? { text, binds }
      : { text: `(${text}) is true`, binds }
  })
  return { key, fragment }
}
