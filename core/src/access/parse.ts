import { type FieldError, type Operator, operators, readable } from '@guildhall/sdk'
import type { FieldModel, Registry, ResourceModel } from '../records/model.ts'
import { attributeOf, partOf } from './attribute.ts'
import { comparison, type Judgement } from './comparison.ts'
import { all, any, type Condition, never, not } from './condition.ts'

export interface Parsed {
  /** Never holds when there are problems. */
  readonly condition: Condition
  /** By the key's path as it was written. */
  readonly problems: readonly FieldError[]
}

/** Deeper or longer conditions are refused: each step is a subquery for the database. */
const limits = { hops: 5, depth: 12, keys: 200 }

/**
 * Reads a condition on a resource. Keys are sorted, so that two conditions that say the same in another order are one.
 * A dotted path stands alone: `{ 'members.person': me, 'members.lead': true }` may be met by two members;
 * `{ members: { person: me, lead: true } }` by one that is both.
 *
 * @param withCustom whether a tenant's own fields may be asked for: by filters, never by rules, which would change with a field put away
 */
export function parseWhere(
  registry: Registry,
  model: ResourceModel,
  where: unknown,
  { withCustom = false }: { withCustom?: boolean } = {},
): Parsed {
  const problems: FieldError[] = []
  let keys = 0
  const fail = (path: string, code: string, params: Readonly<Record<string, unknown>> = {}): Condition => {
    problems.push({ path, code, params })
    return never
  }

  function parseObject(value: unknown, on: ResourceModel, path: string, depth: number, hops: number): Condition {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return fail(path, 'access.condition_invalid')
    if (depth > limits.depth) return fail(path, 'access.condition_too_complex')
    const entries = Object.entries(value as Record<string, unknown>).sort(([a], [b]) => (a < b ? -1 : 1))
    return all(
      entries.map(([key, part]) => parseEntry(key, part, on, path === '' ? key : `${path}.${key}`, depth + 1, hops)),
    )
  }

  function parseEntry(
    key: string,
    value: unknown,
    on: ResourceModel,
    path: string,
    depth: number,
    hops: number,
  ): Condition {
    if (++keys > limits.keys) return fail(path, 'access.condition_too_complex')
    if (key === '$not') return not(parseObject(value, on, path, depth, hops))
    if (key === '$or' || key === '$and') {
      if (!Array.isArray(value)) return fail(path, 'access.condition_invalid')
      const parts = value.map((part, index) => parseObject(part, on, `${path}.${index}`, depth, hops))
      return key === '$or' ? any(parts) : all(parts)
    }
    if (key === '$named') return namedBy(value, on, path)
    const [name, operator] = split(key)
    if (operator !== 'eq' && !operators.includes(operator as Operator))
      return fail(path, 'access.operator_unknown', { operator })
    return parsePath(name.split('.'), operator as Operator | 'eq', value, on, path, depth, hops)
  }

  function parsePath(
    names: string[],
    operator: Operator | 'eq',
    value: unknown,
    on: ResourceModel,
    path: string,
    depth: number,
    hops: number,
  ): Condition {
    const [name = '', ...rest] = withCustom && names[0] === 'custom' ? ownName(names) : names
    const field = on.fields.get(name)
    const attribute =
      rest.length === 0 ? attributeOf(on, name) : rest.length === 1 ? partOf(on, name, rest[0] ?? '') : null
    if (name === 'custom' && rest.length === 0 && typeof value === 'object' && value !== null)
      return parseParts(value, name, on, path, depth, hops)
    if (!field && !attribute) return fail(path, 'access.field_unknown', { field: name, resource: on.name })
    const isNested = typeof value === 'object' && value !== null && !Array.isArray(value) && operator === 'eq'
    if (!attribute && field && rest.length > 0)
      return follow(on, field, path, hops, (target) => parsePath(rest, operator, value, target, path, depth, hops + 1))
    if (isNested && rest.length === 0 && field && (field.kind === 'money' || field.kind === 'subject'))
      return parseParts(value, name, on, path, depth, hops)
    if (isNested && rest.length === 0 && field)
      return follow(on, field, path, hops, (target) => parseObject(value, target, path, depth, hops + 1))
    if (value === readable && field && rest.length === 0 && pointsAway(field))
      return readableOf(on, field, operator, path)
    return judged(comparison({ registry, model: on, attribute, field, operator, value }), path)
  }

  /** `{ price: { amount_gte: 1000, currency: 'EUR' } }` as the paths `price.amount_gte`, `price.currency`. */
  function parseParts(
    value: object,
    name: string,
    on: ResourceModel,
    path: string,
    depth: number,
    hops: number,
  ): Condition {
    const prefixed = Object.entries(value).map(([key, part]) => [`${name}.${key}`, part] as const)
    return all(
      prefixed.map(([key, part]) =>
        parseEntry(key, part, on, `${path}.${key.slice(name.length + 1)}`, depth + 1, hops),
      ),
    )
  }

  function follow(
    on: ResourceModel,
    field: FieldModel,
    path: string,
    hops: number,
    inner: (target: ResourceModel) => Condition,
  ): Condition {
    if (!['ref', 'refs', 'files', 'many'].includes(field.kind))
      return fail(path, 'access.field_unknown', { field: field.name, resource: on.name })
    if (hops >= limits.hops) return fail(path, 'access.condition_too_complex')
    const target = registry.models.get(field.definition.target ?? '')
    // Of a plugin that is not installed: there is nothing to follow to.
    if (!target) return never
    if (field.kind === 'many' && !target.fields.has(field.definition.through ?? ''))
      return fail(path, 'access.field_unknown', { field: field.definition.through, resource: target.name })
    return { type: 'follow', owner: on, field, target, part: inner(target) }
  }

  function readableOf(on: ResourceModel, field: FieldModel, operator: Operator | 'eq', path: string): Condition {
    if (operator !== 'eq') return fail(path, 'access.operator_unknown', { operator })
    const names =
      field.kind === 'subject'
        ? (registry.capable.get(field.definition.capability ?? '') ?? [])
        : [field.definition.target ?? '']
    const targets = names.flatMap((name) => registry.models.get(name) ?? [])
    return targets.length === 0 ? never : { type: 'readable', owner: on, field, targets }
  }

  /** By each field of files that leads here, one alternative each. */
  function namedBy(value: unknown, on: ResourceModel, path: string): Condition {
    if (value !== readable && typeof value !== 'boolean') return fail(path, 'access.condition_invalid')
    const leaves = fieldsNaming(registry, on).map(
      ({ by, field }): Condition => ({ type: 'named', owner: on, by, field, isReadable: value === readable }),
    )
    return value === false ? not(any(leaves)) : any(leaves)
  }

  function judged(judgement: Judgement, path: string): Condition {
    return 'code' in judgement ? fail(path, judgement.code, judgement.params) : judgement
  }

  const condition = parseObject(where, model, '', 0, 0)
  return { condition: problems.length === 0 ? condition : never, problems }
}

/** The fields of files, of any resource, that may name a record of this one. */
function fieldsNaming(registry: Registry, target: ResourceModel): { by: ResourceModel; field: FieldModel }[] {
  return [...registry.models.values()].flatMap((by) =>
    [...by.fields.values()]
      .filter(({ kind, definition }) => kind === 'files' && definition.target === target.name)
      .map((field) => ({ by, field })),
  )
}

/** `custom.colour` is one name. */
const ownName = ([custom, key, ...rest]: string[]) => (key === undefined ? ['custom'] : [`${custom}.${key}`, ...rest])

const pointsAway = (field: FieldModel) => ['ref', 'refs', 'files', 'many', 'subject'].includes(field.kind)

/** `dueOn_gte` → dueOn, gte. Names of fields hold no underscore, so the last one starts the operator. */
function split(key: string): [name: string, operator: string] {
  const at = key.lastIndexOf('_')
  return at === -1 ? [key, 'eq'] : [key.slice(0, at), key.slice(at + 1)]
}
