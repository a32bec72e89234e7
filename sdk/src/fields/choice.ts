import { Type } from '@sinclair/typebox'
import type { Field, FieldOptions, FlagsOf } from './field.ts'

/** One of a fixed list of values; each has a translation under `values.<field>.<value>` of its resource. */
export function enumeration<const V extends readonly string[], const O extends FieldOptions & { default?: V[number] }>(
  values: V,
  options?: O,
): Field<V[number], 'enumeration', FlagsOf<O>> {
  return { kind: 'enumeration', values, schema: Type.Unsafe({ type: 'string', enum: values }), ...options }
}

/** Where a record stands in its life. It starts in the first value and moves by actions only. */
export function state<const V extends readonly [string, ...string[]], const O extends FieldOptions>(
  values: V,
  options?: O,
): Field<V[number], 'state', { optional: false; computed: false; defaulted: true }> {
  return {
    kind: 'state',
    values,
    schema: Type.Unsafe({ type: 'string', enum: values }),
    default: values[0],
    ...options,
  }
}
