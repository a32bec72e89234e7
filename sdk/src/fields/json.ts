import { type Static, type TInteger, type TSchema, Type } from '@sinclair/typebox'
import type { Field, FieldOptions, FlagsOf } from './field.ts'

/** Structured data judged by its TypeBox schema; kept as jsonb, filtered by nothing. Objects refuse unknown properties. */
export function json<S extends TSchema, const O extends FieldOptions & { default?: Static<S> }>(
  schema: S,
  options?: O,
): Field<Static<S>, 'json', FlagsOf<O>> {
  return { kind: 'json', schema, ...options }
}

/** A day of the week inside structured data: 1 Monday … 7 Sunday (ISO 8601). Screens call it by its name. */
export function weekday(): TInteger {
  return Type.Integer({ minimum: 1, maximum: 7, format: 'weekday' })
}
