import { qualified } from '../../records/tables/ddl.ts'
import type { TableDefinition } from '../../records/tables/definition.ts'
import { identifier } from '../../records/tables/identifier.ts'
import type { SchemaObject, Snapshot } from './snapshot.ts'

/** A column of `table`, or the table itself when `column` is absent. Only what a definition says in so many words. */
export interface Rename {
  readonly table: string
  readonly column?: { readonly from: string; readonly to: string }
  readonly from?: string
}

/** The renames that are still to be done: the old name is there, the new one is not. */
export function findRenames(actual: Snapshot, definitions: readonly TableDefinition[]): Rename[] {
  const has = (table: string, column?: string) =>
    actual.some(
      (one) => one.table === table && (column ? one.kind === 'column' && one.name === column : one.kind === 'table'),
    )
  return definitions.flatMap((definition): Rename[] => {
    const table = tableName(definition)
    const former = definition.renamedFrom && `${definition.schema}.${definition.renamedFrom}`
    if (former && has(former) && !has(table) && !definitions.some((one) => tableName(one) === former))
      return [{ table, from: former }]
    return definition.columns.flatMap(({ name, renamedFrom: from }) => {
      const isFree = from !== undefined && !definition.columns.some((column) => column.name === from)
      return isFree && has(table, from) && !has(table, name) ? [{ table, column: { from, to: name } }] : []
    })
  })
}

export function renameStatement({ table, column, from }: Rename): string {
  if (column)
    return `ALTER TABLE ${asIdentifiers(table)} RENAME COLUMN ${identifier(column.from)} TO ${identifier(column.to)}`
  return `ALTER TABLE ${asIdentifiers(from ?? '')} RENAME TO ${identifier(table.slice(table.indexOf('.') + 1))}`
}

/** The schema as it is after the renames: PostgreSQL carries them into keys, indexes and expressions by itself. */
export function afterRenames(actual: Snapshot, renames: readonly Rename[]): Snapshot {
  return renames.reduce((snapshot, rename) => snapshot.map((object) => renamed(object, rename)), actual)
}

function renamed(object: SchemaObject, { table, column, from }: Rename): SchemaObject {
  if (from) {
    const name = object.kind === 'table' && object.table === from ? table.slice(table.indexOf('.') + 1) : object.name
    return {
      ...object,
      name,
      table: object.table === from ? table : object.table,
      definition: replaceWord(object.definition, from, table),
    }
  }
  if (object.table !== table || !column || object.kind === 'function') return object
  const replace = (text: string) => replaceWord(text, column.from, column.to)
  return {
    ...object,
    name: object.kind === 'column' && object.name === column.from ? column.to : object.name,
    definition: replace(object.definition),
    column: object.column && {
      ...object.column,
      generated: object.column.generated && replace(object.column.generated),
    },
  }
}

/** Whole words outside of string literals. */
function replaceWord(text: string, from: string, to: string): string {
  return text.replaceAll(new RegExp(`'(?:[^']|'')*'|(?<![\\w.])${from.replaceAll('.', '\\.')}(?!\\w)`, 'g'), (found) =>
    found === from ? to : found,
  )
}

export const tableName = (table: Pick<TableDefinition, 'schema' | 'name'>) => `${table.schema}.${table.name}`

/** `public.order` → `public."order"` */
export function asIdentifiers(table: string): string {
  const [schema = '', name = ''] = table.split('.')
  return qualified({ schema, name })
}
