import type { Static, TSchema } from '@sinclair/typebox'
import type { Field, FieldOptions, FlagsOf } from './field.ts'

/** Structured data judged by its TypeBox schema; kept as jsonb, filtered by nothing. Objects refuse unknown properties. */
export function json<S extends TSchema, const O extends FieldOptions & { default?: Static<S> }>(
  schema: S,
  options?: O,
): Field<Static<S>, 'json', FlagsOf<O>> {
  return { kind: 'json', schema, ...options }
}
