import { join } from '../database/assemble.ts'
import type { Fragment } from '../database/fragment.ts'
import type { FieldModel, ResourceModel } from '../records/model.ts'
import { type Attribute, sqlTypes, type ValueType } from './attribute.ts'

/** Where the values of a tenant's own field are found: rows of custom_values, of which each record has one. */
export interface CustomPlace {
  readonly fieldId: string
  readonly slot: 'text' | 'number'
  readonly scale: number
  /** Several choices: a record has a row for each. */
  readonly isList: boolean
}

const valueTypes: Partial<Record<FieldModel['kind'], ValueType>> = {
  integer: 'integer',
  money: 'integer',
  decimal: 'decimal',
  boolean: 'boolean',
  date: 'date',
  instant: 'instant',
  enumeration: 'choice',
  choices: 'choice',
  ref: 'uuid',
}

/** What of a tenant's own field can be compared; nothing until every record is found by it. */
export function customAttribute(
  model: ResourceModel,
  { name, kind, definition, custom }: FieldModel,
): Attribute | null {
  if (!custom?.slot || !custom.isReady) return null
  const { values } = definition
  return {
    owner: model.name,
    field: name,
    column: 'custom',
    value: valueTypes[kind] ?? 'text',
    ...(values && { values }),
    ...(kind === 'money' && { part: 'amount' }),
    custom: { fieldId: custom.id, slot: custom.slot, scale: definition.scale ?? 2, isList: kind === 'choices' },
  }
}

/** The row of a record, for a sort along its index; every record has one. */
export function customJoin({ fieldId, slot }: CustomPlace): Fragment {
  return {
    text: `join guildhall.custom_values s on s.tenant_id = t.tenant_id and s.record_id = t.id and s.field_id = '${fieldId}'::uuid and s.slot = '${slot}' and s.position = 0`,
    binds: [],
  }
}

/** Whether a record has a row of which the test holds; the operators in it are leakproof, so that the index serves. */
export function customExists(
  { custom }: Attribute,
  alias: string,
  id: string,
  test: (column: string) => Fragment,
): Fragment {
  const row = `${alias}_c`
  const slot = custom?.slot ?? 'text'
  const place = `${row}.tenant_id = ${alias}.tenant_id and ${row}.record_id = ${id} and ${row}.field_id = '${custom?.fieldId}'::uuid and ${row}.slot = '${slot}'`
  return join(
    `exists (select 1 from guildhall.custom_values ${row} where ${place} and `,
    test(`${row}.${slot}_value`),
    ')',
  )
}

/** A value as it stands in the row: see `numberOf` in records/custom/keep.ts. */
export function encoded({ value: type, custom }: Attribute, value: Fragment): Fragment {
  const given = join('(', value, `)::${sqlTypes[type]}`)
  switch (type) {
    case 'boolean':
      return join('(', given, ')::int::bigint')
    case 'date':
      return join('((', given, `) - date '1970-01-01')::bigint`)
    case 'instant':
      return join('floor(extract(epoch from ', given, ') * 1000)::bigint')
    case 'decimal':
      return join('round((', given, `) * ${10 ** (custom?.scale ?? 0)})::bigint`)
    default:
      return custom?.slot === 'text' ? join('(', given, ')::text') : given
  }
}

/** The same for a list of values. */
export function encodedList(attribute: Attribute, value: Fragment): Fragment {
  const one = encoded(attribute, { text: 'each', binds: [] })
  return join('array(select ', one, ' from unnest(', value, `::${sqlTypes[attribute.value]}[]) as given(each))`)
}
