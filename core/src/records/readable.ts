import type { ReadableField, ReadableResource } from '@guildhall/sdk'
import { keyOf } from '../access/shape.ts'
import type { Context } from './context.ts'
import { type FieldModel, modelIn, type Registry, type ResourceModel } from './model.ts'
import { quoted, snakeCase } from './names.ts'

/** A column of the rows that reports are built upon. */
interface OpenColumn {
  readonly field: string
  readonly name: string
  /** Of the table `t`. */
  readonly sql: string
}

const systemFields = {
  id: 'text',
  version: 'integer',
  createdAt: 'instant',
  createdBy: 'text',
  updatedAt: 'instant',
  updatedBy: 'text',
  archivedAt: 'instant',
} as const

/** The columns that are open in every row; a field that only some rows show has none. */
export function openColumns(context: Context, model: ResourceModel): OpenColumn[] {
  const isOpen = readableIn(context, model)
  const system = Object.keys(systemFields)
    .filter(isOpen)
    .map((name) => ({ field: name, name: snakeCase(name), sql: `t.${quoted(snakeCase(name))}` }))
  const own = [...model.fields.values()].filter(({ name }) => isOpen(name))
  return [...system, ...own.flatMap(columnsOf)]
}

/** What a reader may read of a resource in every record, in his words. */
export function describeResource(context: Context, registry: Registry, name: string): ReadableResource | null {
  const base = registry.models.get(name)
  if (!base || !context.plugins.has(base.plugin) || !context.plan.has(name, 'read')) return null
  const model = modelIn(context.plan, base)
  const isOpen = readableIn(context, model)
  const { translate } = context
  const described = (field: FieldModel): ReadableField => {
    const { target, scale, values, capability } = field.definition
    const capable = (registry.capable.get(capability ?? '') ?? []).filter((one) => context.plan.has(one, 'read'))
    return {
      name: field.name,
      kind: field.kind,
      label: translate.field(name, field.name),
      columns: columnsOf(field).map((column) => column.name),
      ...(values && { values: values.map((value) => ({ value, label: translate.value(name, field.name, value) })) }),
      ...(target && { target }),
      ...(capability && { targets: capable }),
      ...(scale !== undefined && { scale }),
    }
  }
  const fields = [...model.fields.values()].filter((field) => isOpen(field.name) && isKept(field)).map(described)
  const system = (['createdAt', 'updatedAt'] as const).filter(isOpen).map(
    (field): ReadableField => ({
      name: field,
      kind: 'instant',
      label: translate.field(name, field),
      columns: [snakeCase(field)],
    }),
  )
  return {
    name,
    label: translate.noun(name, { count: 2, form: 'plural', capitalized: true }),
    title: model.title && isOpen(model.title) ? model.title : null,
    fields: [...fields, ...system],
  }
}

/** Whether a field may be read in every record that may be read. */
export function readableIn({ plan }: Context, { name: resource }: ResourceModel): (name: string) => boolean {
  const rights = plan.fields(resource, 'read')
  const always = rights.mode === 'byRow' ? keyOf(plan.condition(resource, 'read')) : null
  return (name) =>
    rights.mode === 'all' ||
    (rights.mode === 'some' ? rights.names.has(name) : keyOf(plan.condition(resource, 'read', name)) === always)
}

const isKept = (field: FieldModel) => field.link !== undefined || columnsOf(field).length > 0

function columnsOf(field: FieldModel): OpenColumn[] {
  if (field.custom) return customColumn(field)
  return field.columns.map(({ name }) => ({ field: field.name, name, sql: `t.${quoted(name)}` }))
}

const customTypes: Partial<Record<FieldModel['kind'], string>> = {
  integer: 'bigint',
  duration: 'bigint',
  decimal: 'numeric',
  boolean: 'boolean',
  date: 'date',
  instant: 'timestamptz',
  ref: 'uuid',
  text: 'text',
  email: 'text',
  phone: 'text',
  url: 'text',
  enumeration: 'text',
}

/** A tenant's own field, by its value in the record; those without a plain value (money, several choices) have no column. */
function customColumn({ name, kind, custom }: FieldModel): OpenColumn[] {
  const type = customTypes[kind]
  if (!custom || !type || !/^\w+$/.test(custom.key)) return []
  return [{ field: name, name: `custom_${snakeCase(custom.key)}`, sql: `(t.custom ->> '${custom.key}')::${type}` }]
}
