import { Type } from '@sinclair/typebox'
import type { Field, FieldOptions, FlagsOf } from './field.ts'

export interface NumberOptions extends FieldOptions {
  minimum?: number
  maximum?: number
  default?: number
}

/** A whole number within ±(2^53−1), exact in JSON. */
export function integer<const O extends NumberOptions>(options?: O): Field<number, 'integer', FlagsOf<O>> {
  const { minimum = Number.MIN_SAFE_INTEGER, maximum = Number.MAX_SAFE_INTEGER, ...rest } = options ?? ({} as O)
  return { kind: 'integer', schema: Type.Integer({ minimum, maximum }), ...rest }
}

/**
 * A decimal number with `scale` digits after the point (2 unless told) and at most 15 significant digits,
 * so that it survives JSON and IEEE 754 doubles unchanged. Amounts of money are {@link money}.
 */
export function decimal<const O extends NumberOptions & { scale?: number }>(
  options?: O,
): Field<number, 'decimal', FlagsOf<O>> {
  const { minimum, maximum, scale = 2, ...rest } = options ?? ({} as O)
  const limit = 10 ** (15 - scale) - 1
  return {
    kind: 'decimal',
    scale,
    schema: Type.Number({ minimum: minimum ?? -limit, maximum: maximum ?? limit }),
    ...rest,
  }
}

/** True or false; false unless given. */
export function boolean<const O extends FieldOptions & { default?: boolean }>(
  options?: O,
): Field<boolean, 'boolean', FlagsOf<O>> {
  return { kind: 'boolean', schema: Type.Boolean(), ...options }
}

/** A length of time in whole seconds. */
export function duration<const O extends NumberOptions>(options?: O): Field<number, 'duration', FlagsOf<O>> {
  const { minimum = 0, maximum = 10_000_000_000, ...rest } = options ?? ({} as O)
  return { kind: 'duration', schema: Type.Integer({ minimum, maximum }), ...rest }
}

/** An amount in minor units of an ISO 4217 currency: 12.50 EUR is `{ amount: 1250, currency: 'EUR' }`. */
export interface Money {
  amount: number
  currency: string
}

/** Money; the amount is a whole number of minor units within ±(2^53−1) on the wire and a bigint in the database. */
export function money<const O extends NumberOptions extends infer N ? Omit<N, 'default'> & { default?: Money } : never>(
  options?: O,
): Field<Money, 'money', FlagsOf<O>> {
  const {
    minimum = Number.MIN_SAFE_INTEGER,
    maximum = Number.MAX_SAFE_INTEGER,
    ...rest
  } = (options ?? {}) as NumberOptions & { default?: Money }
  const schema = Type.Object(
    { amount: Type.Integer({ minimum, maximum }), currency: Type.String({ pattern: '^[A-Z]{3}$' }) },
    { additionalProperties: false },
  )
  return { kind: 'money', schema, ...rest } as Field<Money, 'money', FlagsOf<O>>
}
