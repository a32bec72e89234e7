import type { ResourceModel } from '../records/model.ts'
import { snakeCase } from '../records/names.ts'
import { type CustomPlace, customAttribute } from './custom.ts'

/** How an attribute's values are written and compared. */
export type ValueType = 'text' | 'choice' | 'integer' | 'decimal' | 'boolean' | 'date' | 'instant' | 'uuid' | 'json'

/** A single value of a record: a column in the database, a name (and a part of its value) on the wire. */
export interface Attribute {
  /** The resource it belongs to. */
  readonly owner: string
  /** The name whose rights count: `price`. */
  readonly field: string
  readonly part?: 'amount' | 'currency' | 'resource' | 'id'
  readonly column: string
  readonly value: ValueType
  /** The only values there are. */
  readonly values?: readonly string[]
  /** Of a tenant's own field. */
  readonly custom?: CustomPlace
}

const systemAttributes: Readonly<Record<string, ValueType>> = {
  id: 'uuid',
  version: 'integer',
  createdAt: 'instant',
  createdBy: 'uuid',
  updatedAt: 'instant',
  updatedBy: 'uuid',
  archivedAt: 'instant',
}

export const systemNames: readonly string[] = Object.keys(systemAttributes)

export const sqlTypes: Readonly<Record<ValueType, string>> = {
  text: 'text',
  choice: 'text',
  integer: 'bigint',
  decimal: 'numeric',
  boolean: 'boolean',
  date: 'date',
  instant: 'timestamptz',
  uuid: 'uuid',
  json: 'jsonb',
}

const valueTypes: Readonly<Record<string, ValueType>> = {
  integer: 'integer',
  duration: 'integer',
  decimal: 'decimal',
  boolean: 'boolean',
  date: 'date',
  instant: 'instant',
  enumeration: 'choice',
  state: 'choice',
  ref: 'uuid',
  json: 'json',
}

/** Every name a record has on the wire, zones included. */
export function namesOf(model: ResourceModel): string[] {
  return [
    ...systemNames,
    ...[...model.fields.values()].flatMap(({ name, kind, custom }) =>
      kind === 'instant' && !custom ? [name, zoneOf(name)] : [name],
    ),
  ]
}

export const zoneOf = (name: string) => `${name}Zone`

/** The attribute a name stands for; null when it is unknown or stands for several values (refs, files, many, a whole subject). */
export function attributeOf(model: ResourceModel, name: string): Attribute | null {
  const system = Object.hasOwn(systemAttributes, name) ? systemAttributes[name] : undefined
  if (system) return { owner: model.name, field: name, column: snakeCase(name), value: system }
  const field = model.fields.get(name)
  if (!field) return zoneAttribute(model, name)
  if (field.custom) return customAttribute(model, field)
  const column = field.columns[0]?.name
  if (!column || field.kind === 'subject') return null
  const { values } = field.definition
  if (field.kind === 'money') return partOf(model, name, 'amount')
  return { owner: model.name, field: name, column, value: valueTypes[field.kind] ?? 'text', ...(values && { values }) }
}

/** `price.amount`, `price.currency`, `subject.resource`, `subject.id`. */
export function partOf(model: ResourceModel, name: string, part: string): Attribute | null {
  const field = model.fields.get(name)
  if (field?.custom) return field.kind === 'money' && part === 'amount' ? customAttribute(model, field) : null
  const column = (index: number) => field?.columns[index]?.name ?? ''
  const base = { owner: model.name, field: name }
  if (field?.kind === 'money' && part === 'amount') return { ...base, part, column: column(0), value: 'integer' }
  if (field?.kind === 'money' && part === 'currency') return { ...base, part, column: column(1), value: 'text' }
  if (field?.kind === 'subject' && part === 'resource') return { ...base, part, column: column(0), value: 'text' }
  if (field?.kind === 'subject' && part === 'id') return { ...base, part, column: column(1), value: 'uuid' }
  return null
}

/** As a person reads it: `price.amount`. */
export function pathOf({ field, part }: Attribute): string {
  return part ? `${field}.${part}` : field
}

function zoneAttribute(model: ResourceModel, name: string): Attribute | null {
  const instant = name.endsWith('Zone') ? model.fields.get(name.slice(0, -4)) : undefined
  const column = instant?.kind === 'instant' ? instant.columns[1]?.name : undefined
  return column ? { owner: model.name, field: name, column, value: 'text' } : null
}
