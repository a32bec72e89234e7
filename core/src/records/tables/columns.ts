import type { FieldModel, ResourceModel } from '../model.ts'
import { snakeCase } from '../names.ts'
import type { ColumnDefinition } from './definition.ts'
import { identifier } from './identifier.ts'
import { quoteLiteral } from './literal.ts'

export function columnsOf(model: ResourceModel): ColumnDefinition[] {
  return [
    { name: 'tenant_id', type: 'uuid', nullable: false },
    { name: 'id', type: 'uuid', nullable: false },
    ...[...model.fields.values()].flatMap(fieldColumns),
    { name: 'custom', type: 'jsonb', nullable: true },
    { name: 'version', type: 'integer', nullable: false, default: '1' },
    { name: 'created_at', type: 'timestamp with time zone', nullable: false },
    { name: 'created_by', type: 'uuid', nullable: true },
    { name: 'updated_at', type: 'timestamp with time zone', nullable: false },
    { name: 'updated_by', type: 'uuid', nullable: true },
    { name: 'archived_at', type: 'timestamp with time zone', nullable: true },
    { name: 'archived_with', type: 'uuid', nullable: true },
    ...searchColumn(model),
  ]
}

/** The columns of a resource that its fields fill, with those a filter reaches under another name left out. */
function fieldColumns(field: FieldModel): ColumnDefinition[] {
  const { definition } = field
  const renamed = definition.renamedFrom && snakeCase(definition.renamedFrom)
  return field.columns.map((column, index) => ({
    name: column.name,
    type: column.type,
    nullable: definition.optional === true || (field.kind === 'subject' && index > 1),
    ...(renamed && { renamedFrom: renamed + column.name.slice(snakeCase(field.name).length) }),
    ...fillOf(field),
    ...(field.kind === 'boolean' && { default: definition.default === true ? 'true' : 'false' }),
  }))
}

/** What a creation would have put there: the default, or the state that comes first. */
function fillOf({ kind, definition, columns }: FieldModel): { fill?: string } {
  if (columns.length !== 1 || kind === 'date' || kind === 'json') return {}
  const value = definition.default ?? (kind === 'state' ? definition.values?.[0] : undefined)
  if (typeof value === 'number' || typeof value === 'boolean') return { fill: String(value) }
  return typeof value === 'string' ? { fill: quoteLiteral(value) } : {}
}

function searchColumn(model: ResourceModel): ColumnDefinition[] {
  if (model.searchable.length === 0) return []
  const parts = model.searchable.map((name) => `coalesce(${identifier(snakeCase(name))}, '')`)
  return [
    { name: 'search_text', type: 'text', nullable: true, generated: `guildhall.fold(${parts.join(" || ' ' || ")})` },
  ]
}
