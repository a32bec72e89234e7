import type { Attribute } from './attribute.ts'
import type { Comparison, Condition, Leaf } from './condition.ts'
import { type Moment, resolveMoment } from './moment.ts'
import type { Operand } from './operand.ts'
import { keyOf } from './shape.ts'

/** Who acts, where and when. */
export interface AccessContext extends Moment {
  /** The acting person's id in the tenant; null for plugins. */
  readonly me: string | null
  /** The tenant's id. */
  readonly tenant: string
}

/** A record as it is on the wire, whole, and what only the database could say of it. */
export interface Judged {
  readonly record: Readonly<Record<string, unknown>>
  readonly facts: ReadonlyMap<string, boolean>
  readonly context: AccessContext
}

/** Leaves that only the database can judge: they look at other records, or need its folding of letters. */
export function isFact(leaf: Leaf): boolean {
  return leaf.type === 'follow' || leaf.type === 'readable' || leaf.type === 'named' || leaf.type === 'like'
}

/**
 * Whether a condition holds for a record.
 * @throws TypeError when the record lacks a field or a fact that the condition needs: half a record cannot be judged
 */
export function holds(condition: Condition, judged: Judged): boolean {
  if (condition.type === 'all') return condition.parts.every((part) => holds(part, judged))
  if (condition.type === 'any') return condition.parts.some((part) => holds(part, judged))
  return condition.type === 'not' ? !holds(condition.part, judged) : leafHolds(condition, judged)
}

/** The present value of an attribute; null when it is empty. */
export function valueIn(record: Judged['record'], attribute: Attribute): unknown {
  const value = present(record, attribute.field)
  if (value === null || !attribute.part) return value
  if (typeof value === 'string') return value.split('/')[attribute.part === 'resource' ? 0 : 1]
  return (value as Record<string, unknown>)[attribute.part] ?? null
}

/** What an operand stands for; null for the `$me` of nobody. */
export function valueFor(operand: Operand, context: AccessContext): unknown {
  if (operand.kind === 'constant') return operand.value
  if (operand.kind === 'moment') return resolveMoment(operand.expression, context)
  return operand.kind === 'me' ? context.me : context.tenant
}

function leafHolds(leaf: Leaf, { record, facts, context }: Judged): boolean {
  switch (leaf.type) {
    case 'compare':
      return compares(leaf.attribute, leaf.operator, valueIn(record, leaf.attribute), valueFor(leaf.operand, context))
    case 'among':
      return list(valueFor(leaf.operand, context)).some((one) =>
        compares(leaf.attribute, 'eq', valueIn(record, leaf.attribute), one),
      )
    case 'empty':
      return valueIn(record, leaf.attribute) === null
    case 'known':
      return valueFor(leaf.operand, context) !== null
    case 'linked': {
      const ids = list(present(record, leaf.field.name))
      const wanted = leaf.operand && valueFor(leaf.operand, context)
      return leaf.operator === 'some'
        ? ids.length > 0
        : ids.some((id) => (leaf.operator === 'eq' ? id === wanted : list(wanted).includes(id)))
    }
    default: {
      const known = facts.get(keyOf(leaf))
      if (known === undefined) throw new TypeError(`Nobody asked the database for the fact ${keyOf(leaf)}`)
      return known
    }
  }
}

function compares(attribute: Attribute, operator: Comparison, value: unknown, wanted: unknown): boolean {
  if (value === null || wanted === null) return false
  const [a, b] =
    attribute.value === 'instant'
      ? [Date.parse(String(value)), Date.parse(String(wanted))]
      : [value as number, wanted as number]
  switch (operator) {
    case 'eq':
      return a === b
    case 'gt':
      return a > b
    case 'gte':
      return a >= b
    case 'lt':
      return a < b
    case 'lte':
      return a <= b
  }
}

function present(record: Judged['record'], name: string): unknown {
  const value = record[name]
  if (value === undefined) throw new TypeError(`The record to be judged lacks ${name}`)
  return value
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
