import { permittedFieldsOf } from '@casl/ability/extra'
import type { ResourceModel } from '../records/model.ts'
import type { RoleAbility, SourcedRule, Subject } from './ability.ts'
import { namesOf } from './attribute.ts'
import { isAlways } from './condition.ts'
import { keyOf } from './shape.ts'

/** The fields an action extends to: all, some, or those the record decides. */
export type FieldRights =
  | { readonly mode: 'all' }
  | { readonly mode: 'some'; readonly names: ReadonlySet<string> }
  | { readonly mode: 'byRow' }

const mostConditions = 8

/** No list of fields hides which record it is; a reader also sees whether it is archived. */
export function fixedNames(action: string): readonly string[] {
  return action === 'read' ? ['id', 'version', 'archivedAt'] : ['id', 'version']
}

/**
 * What can be said without a record: every mixture of conditions that lets somebody act at all is tried;
 * if the fields are the same in each, no record needs to be asked.
 *
 * @param rules each role's rules on the action, weakest first
 */
export function fieldRights(
  model: ResourceModel,
  action: string,
  rules: readonly (readonly SourcedRule[])[],
): FieldRights {
  if (rules.every((role) => role.every(({ fields }) => !fields)))
    return rules.some((role) => role.length > 0) ? { mode: 'all' } : { mode: 'some', names: new Set() }
  const keys = [
    ...new Set(
      rules
        .flat()
        .filter(({ condition }) => !isAlways(condition))
        .map(({ condition }) => keyOf(condition)),
    ),
  ]
  if (keys.length > mostConditions) return { mode: 'byRow' }
  const universe = namesOf(model)
  let found: Set<string> | null = null
  for (let mixture = 0; mixture < 2 ** keys.length; mixture++) {
    const matches = ({ condition }: SourcedRule) =>
      isAlways(condition) || (mixture & (1 << keys.indexOf(keyOf(condition)))) !== 0
    const names = namesUnder(rules, matches, universe, action)
    if (!names) continue
    if (found && !isSame(found, names)) return { mode: 'byRow' }
    found = names
  }
  return rightsTo(universe, found ?? new Set())
}

/** The fields that some record, whichever, may lay open. */
export function widestFields(
  model: ResourceModel,
  action: string,
  rules: readonly (readonly SourcedRule[])[],
): ReadonlySet<string> {
  const universe = namesOf(model)
  const widest = new Set<string>()
  for (const role of rules) {
    const names = new Set<string>()
    for (const { rule, fields, condition } of role)
      for (const name of fields ?? universe)
        if (!rule.inverted) names.add(name)
        else if (isAlways(condition)) names.delete(name)
    for (const name of names) widest.add(name)
    if (names.size > 0) for (const name of fixedNames(action)) widest.add(name)
  }
  return widest
}

/** The fields of one record, by CASL. */
export function fieldsOfRecord(
  model: ResourceModel,
  action: string,
  abilities: readonly RoleAbility[],
  subject: Subject,
): ReadonlySet<string> | 'all' {
  const universe = namesOf(model)
  const names = new Set<string>()
  for (const ability of abilities) {
    if (!ability.can(action, subject)) continue
    for (const name of permittedFieldsOf(ability, action, subject, { fieldsFrom: (rule) => rule.fields ?? universe }))
      names.add(name)
    for (const name of fixedNames(action)) names.add(name)
  }
  const rights = rightsTo(universe, names)
  return rights.mode === 'all' ? 'all' : names
}

function namesUnder(
  roles: readonly (readonly SourcedRule[])[],
  matches: (rule: SourcedRule) => boolean,
  universe: readonly string[],
  action: string,
): Set<string> | null {
  let union: Set<string> | null = null
  for (const rules of roles) {
    const matching = rules.filter(matches)
    // A rule that takes away single fields leaves the action; as in CASL.
    const decisive = matching.findLast(({ rule, fields }) => !(rule.inverted && fields))
    if (!decisive || decisive.rule.inverted) continue
    const names = new Set<string>()
    for (const { rule, fields } of matching)
      for (const name of fields ?? universe) rule.inverted ? names.delete(name) : names.add(name)
    union = new Set([...(union ?? []), ...names, ...fixedNames(action)])
  }
  return union
}

function rightsTo(universe: readonly string[], names: ReadonlySet<string>): FieldRights {
  return universe.every((name) => names.has(name)) ? { mode: 'all' } : { mode: 'some', names }
}

const isSame = (a: ReadonlySet<string>, b: ReadonlySet<string>) =>
  a.size === b.size && [...a].every((name) => b.has(name))
