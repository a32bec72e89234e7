import type { FieldModel, Registry, ResourceModel } from '../model.ts'
import { shortened, snakeCase } from '../names.ts'
import { columnsOf } from './columns.ts'
import { constraintsOf, linkConstraints, uniqueIndexesOf } from './constraints.ts'
import type { IndexDefinition, TableDefinition } from './definition.ts'
import { identifier } from './identifier.ts'

/** The tables one resource wants: its own and one for each list of references. */
export function tablesOf(model: ResourceModel, registry: Registry): TableDefinition[] {
  return [
    {
      schema: model.schema,
      name: model.table,
      resource: model.name,
      columns: columnsOf(model),
      constraints: constraintsOf(model, registry),
      indexes: indexesOf(model),
      search: model.searchable.length > 0,
    },
    ...model.links.map((field) => linkTable(model, field, registry)),
  ]
}

function linkTable(owner: ResourceModel, field: FieldModel, registry: Registry): TableDefinition {
  const name = shortened(field.link?.name ?? '')
  const { renamedFrom } = field.definition
  return {
    schema: owner.schema,
    name,
    resource: owner.name,
    columns: [
      { name: 'tenant_id', type: 'uuid', nullable: false },
      { name: 'owner_id', type: 'uuid', nullable: false },
      { name: 'target_id', type: 'uuid', nullable: false },
      { name: 'position', type: 'integer', nullable: false, default: '0' },
    ],
    constraints: linkConstraints(owner, field, registry),
    indexes: [{ name: shortened(`${name}_target_id_idx`), definition: 'USING btree (tenant_id, target_id, owner_id)' }],
    search: false,
    ...(renamedFrom && { renamedFrom: shortened(`${owner.table}__${snakeCase(renamedFrom)}`) }),
  }
}

/** Every index begins with the tenant and ends with the id, so that it serves a sort and its tie-break in both directions. */
function indexesOf(model: ResourceModel): IndexDefinition[] {
  const composite = (model.definition.indexes ?? []).map((names) => [...names])
  // A reference is followed as well by an index that goes on after it.
  const isCovered = (name: string) => composite.some(([first]) => first === name)
  const order = model.definition.sort?.[0] as string | undefined
  const wanted = [
    ['createdAt'],
    // The order in which its list opens.
    ...(order && order !== 'id' ? [[order]] : []),
    ...[...model.fields.values()]
      .filter(({ kind, name, definition }) => definition.indexed || (kind === 'ref' && !isCovered(name)))
      .map(({ name }) => [name]),
    ...composite,
  ]
  // Lists leave out what is archived: counted from the index alone.
  const archived = model.archivable ? ' INCLUDE (archived_at)' : ''
  const plain = wanted.map((names) => {
    const columns = names.flatMap((name) => columnsIn(model, name))
    return {
      name: shortened(`${model.table}_${columns.join('_')}_idx`),
      definition: `USING btree (tenant_id, ${columns.map(identifier).join(', ')}, id)${archived}`,
    }
  })
  const subjects = [...model.fields.values()]
    .filter(({ kind }) => kind === 'subject')
    .map(({ name }) => ({
      name: shortened(`${model.table}_${snakeCase(name)}_idx`),
      definition: `USING btree (tenant_id, ${snakeCase(name)}_resource, ${snakeCase(name)}_id, id)`,
    }))
  const search = model.searchable.length
    ? [
        {
          name: shortened(`${model.table}_search_idx`),
          definition: 'USING gin (tenant_id, search_text public.gin_trgm_ops)',
        },
      ]
    : []
  return unique([...plain, ...subjects, ...uniqueIndexesOf(model), ...search])
}

/** A subject is found by what it is and which. */
function columnsIn(model: ResourceModel, name: string): string[] {
  const field = model.fields.get(name)
  return field
    ? field.columns.slice(0, field.kind === 'subject' ? 2 : 1).map((column) => column.name)
    : [snakeCase(name)]
}

function unique(indexes: IndexDefinition[]): IndexDefinition[] {
  return [...new Map(indexes.map((index) => [index.name, index])).values()]
}
