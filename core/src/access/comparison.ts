import type { Operator } from '@guildhall/sdk'
import type { FieldModel, Registry, ResourceModel } from '../records/model.ts'
import { type Attribute, attributeOf, partOf } from './attribute.ts'
import { all, always, any, type Comparison, type Condition, never, not } from './condition.ts'
import { isMisfit, isSentinel, isUuid, type Operand, operandOf } from './operand.ts'

export interface Problem {
  readonly code: string
  readonly params: Readonly<Record<string, unknown>>
}

export type Judgement = Condition | Problem

export interface Compared {
  readonly registry: Registry
  readonly model: ResourceModel
  /** Null for a field that stands for several values: refs, files, many, subject. */
  readonly attribute: Attribute | null
  readonly field: FieldModel | undefined
  readonly operator: Operator | 'eq'
  readonly value: unknown
}

const ordered: ReadonlySet<string> = new Set(['integer', 'decimal', 'date', 'instant'])

/** One key of a condition as leaves. A list after a plain name means one of it, as react-admin writes it. */
export function comparison(compared: Compared): Judgement {
  const { operator, value } = compared
  if (value === undefined) return { code: 'access.value_missing', params: {} }
  if (operator === 'ne') return negated(comparison({ ...compared, operator: 'eq' }), value)
  if (operator === 'nin')
    return Array.isArray(value) ? negated(comparison({ ...compared, operator: 'in' }), value) : invalid('list')
  if (operator === 'null') return typeof value === 'boolean' ? emptiness(compared, value) : invalid('boolean')
  if (value === null) return operator === 'eq' ? emptiness(compared, true) : invalid('value')
  if (operator === 'in' || (operator === 'eq' && Array.isArray(value)))
    return Array.isArray(value) ? oneOf(compared, value) : invalid('list')
  return compared.attribute
    ? attributeComparison(compared.attribute, operator, value)
    : pointerComparison(compared, value)
}

function attributeComparison(attribute: Attribute, operator: Operator | 'eq', value: unknown): Judgement {
  if (attribute.value === 'json') return { code: 'access.operator_unknown', params: { operator } }
  if (operator === 'like') return likeness(attribute, value)
  if (operator !== 'eq' && !ordered.has(attribute.value))
    return { code: 'access.operator_unknown', params: { operator } }
  if (isSentinel(value) && (attribute.value === 'text' || attribute.value === 'choice')) return invalid(attribute.value)
  const operand = operandOf(attribute, value)
  return isMisfit(operand) ? operand : { type: 'compare', attribute, operator: operator as Comparison, operand }
}

function likeness(attribute: Attribute, value: unknown): Judgement {
  if (attribute.value !== 'text') return { code: 'access.operator_unknown', params: { operator: 'like' } }
  const operand = operandOf(attribute, value)
  return isMisfit(operand) ? operand : { type: 'like', attribute, operand }
}

/** Null and `$me` in a list are comparisons of their own; the rest is one, however long. */
function oneOf(compared: Compared, values: readonly unknown[]): Judgement {
  if (values.length > 10_000) return { code: 'access.condition_too_complex', params: {} }
  const apart = values.filter((value) => value === null || isSentinel(value))
  const rest = values.filter((value) => value !== null && !isSentinel(value))
  const parts = [...new Set(apart)].map((value) => comparison({ ...compared, operator: 'eq', value }))
  if (rest.length > 0 || parts.length === 0) parts.push(constants(compared, rest))
  return parts.find(isProblem) ?? any(parts as Condition[])
}

function constants(compared: Compared, values: readonly unknown[]): Judgement {
  const { attribute, field, model } = compared
  if (field?.kind === 'subject' && !attribute) return subjects(compared, values)
  const within = attribute ?? pointed(compared)
  if (!within || within.value === 'json' || within.value === 'boolean')
    return { code: 'access.operator_unknown', params: { operator: 'in' } }
  const operands = values.map((value) => operandOf(within, value))
  const misfit = operands.find(isMisfit)
  if (misfit) return misfit
  const list = [...new Set(operands.flatMap((one) => ('value' in one ? (one.value as string | number) : [])))]
  const operand: Operand = { kind: 'constant', value: list }
  if (attribute) return { type: 'among', attribute, operand }
  return field?.kind === 'many'
    ? manyAre(compared, { type: 'among', attribute: within, operand })
    : linked(model, field, 'among', operand)
}

function pointerComparison(compared: Compared, value: unknown): Judgement {
  const { field, model, operator } = compared
  if (operator !== 'eq') return { code: 'access.operator_unknown', params: { operator } }
  if (field?.kind === 'subject') return subjects(compared, [value])
  const attribute = pointed(compared)
  if (!attribute) return never
  const operand = operandOf(attribute, value)
  if (isMisfit(operand)) return operand
  return field?.kind === 'many'
    ? manyAre(compared, { type: 'compare', attribute, operator: 'eq', operand })
    : linked(model, field, 'eq', operand)
}

function emptiness(compared: Compared, isEmpty: boolean): Judgement {
  const { attribute, field, model } = compared
  if (attribute) return isEmpty ? { type: 'empty', attribute } : not({ type: 'empty', attribute })
  const resource = field?.kind === 'subject' ? partOf(model, field.name, 'resource') : null
  const some = resource
    ? not({ type: 'empty', attribute: resource })
    : field?.kind === 'many'
      ? manyAre(compared, always)
      : linked(model, field, 'some')
  return isEmpty ? not(some) : some
}

/** `projects/<id>`: the resource and the id, each a column of its own. */
function subjects({ model, field, registry }: Compared, values: readonly unknown[]): Judgement {
  const [resource, id] = [partOf(model, field?.name ?? '', 'resource'), partOf(model, field?.name ?? '', 'id')]
  const byResource = new Map<string, string[]>()
  for (const value of values) {
    const [name = '', key, ...more] = typeof value === 'string' ? value.split('/') : []
    if (!isUuid(key) || more.length > 0 || !registry.models.has(name)) return invalid('subject')
    byResource.set(name, [...(byResource.get(name) ?? []), key.toLowerCase()])
  }
  if (!resource || !id) return never
  return any(
    [...byResource]
      .sort()
      .map(([name, keys]) =>
        all([
          { type: 'compare', attribute: resource, operator: 'eq', operand: { kind: 'constant', value: name } },
          keys.length === 1 && keys[0]
            ? { type: 'compare', attribute: id, operator: 'eq', operand: { kind: 'constant', value: keys[0] } }
            : { type: 'among', attribute: id, operand: { kind: 'constant', value: keys } },
        ]),
      ),
  )
}

/** The id of what refs, files and many point to. */
function pointed({ registry, model, field }: Compared): Attribute | null {
  const target = registry.models.get(field?.definition.target ?? '')
  return target && field ? attributeOf(target, 'id') : attributeOf(model, 'id')
}

function manyAre({ registry, model, field }: Compared, part: Condition): Condition {
  const target = registry.models.get(field?.definition.target ?? '')
  return target && field ? { type: 'follow', owner: model, field, target, part } : never
}

function linked(
  owner: ResourceModel,
  field: FieldModel | undefined,
  operator: 'eq' | 'among' | 'some',
  operand?: Operand,
): Condition {
  return field?.link ? { type: 'linked', owner, field, operator, ...(operand && { operand }) } : never
}

/** No comparison with `$me` holds for nobody, neither equality nor its opposite. */
function negated(judgement: Judgement, value: unknown): Judgement {
  if (isProblem(judgement)) return judgement
  const isAboutMe = value === '$me' || (Array.isArray(value) && value.includes('$me'))
  return isAboutMe ? all([not(judgement), { type: 'known', operand: { kind: 'me' } }]) : not(judgement)
}

const isProblem = (judgement: Judgement): judgement is Problem => 'code' in judgement

function invalid(expected: string): Problem {
  return { code: 'access.value_invalid', params: { expected } }
}
