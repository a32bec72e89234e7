import type { Attribute } from './attribute.ts'
import { instantOf, isDate, nowPattern, todayPattern } from './moment.ts'

/** What an attribute is compared with. */
export type Operand =
  | { readonly kind: 'constant'; readonly value: string | number | boolean | readonly (string | number)[] }
  | { readonly kind: 'me' }
  | { readonly kind: 'tenant' }
  | { readonly kind: 'moment'; readonly expression: string }

/** Why a value does not fit. */
export interface Misfit {
  readonly code: 'access.value_invalid' | 'access.value_unknown'
  readonly params: Readonly<Record<string, unknown>>
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export const isUuid = (value: unknown): value is string => typeof value === 'string' && uuidPattern.test(value)

/** A value written in a condition as what it stands for, in the one spelling that is compared. */
export function operandOf(attribute: Attribute, value: unknown): Operand | Misfit {
  if (attribute.value === 'uuid' && value === '$me') return { kind: 'me' }
  if (attribute.value === 'uuid' && value === '$myTenant') return { kind: 'tenant' }
  if (attribute.value === 'date' && typeof value === 'string' && todayPattern.test(value))
    return { kind: 'moment', expression: value }
  if (attribute.value === 'instant' && typeof value === 'string' && nowPattern.test(value))
    return { kind: 'moment', expression: value }
  const constant = constantOf(attribute, value)
  if (constant === null) return { code: 'access.value_invalid', params: { expected: attribute.value } }
  if (attribute.values && !attribute.values.includes(String(constant)))
    return { code: 'access.value_unknown', params: { value: constant, allowed: attribute.values.join(', ') } }
  return { kind: 'constant', value: constant }
}

export function isMisfit(operand: Operand | Misfit): operand is Misfit {
  return 'code' in operand
}

/** Whether a text is one of the words that stand for something else, so that a rule cannot compare a name with "$me" by mistake. */
export function isSentinel(value: unknown): boolean {
  return (
    value === '$me' ||
    value === '$myTenant' ||
    (typeof value === 'string' && (todayPattern.test(value) || nowPattern.test(value)))
  )
}

function constantOf({ value: type }: Attribute, value: unknown): string | number | boolean | null {
  if (type === 'boolean') return typeof value === 'boolean' ? value : null
  if (type === 'integer') return Number.isSafeInteger(value) ? (value as number) + 0 : null
  if (type === 'decimal') return Number.isFinite(value) ? (value as number) + 0 : null
  // PostgreSQL has no NUL in texts.
  if (typeof value !== 'string' || value.includes('\0')) return null
  if (type === 'date') return isDate(value) ? value : null
  if (type === 'instant') return instantOf(value)
  if (type === 'uuid') return isUuid(value) ? value.toLowerCase() : null
  return type === 'json' ? null : value.normalize('NFC')
}
