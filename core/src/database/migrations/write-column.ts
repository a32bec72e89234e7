import { columnDefinition } from '../../records/tables/ddl.ts'
import type { ColumnDefinition, TableDefinition } from '../../records/tables/definition.ts'
import { identifier } from '../../records/tables/identifier.ts'
import type { SchemaDifference } from './compare.ts'
import { asIdentifiers, tableName } from './renames.ts'
import type { ColumnShape, SchemaObject } from './snapshot.ts'
import type { WrittenStatement } from './statement.ts'

/** A column that may not be empty comes with a value for the rows that are there, or with a plea to give one. */
export function addColumn(table: TableDefinition, name: string, wanted: 'stored' | 'generated'): WrittenStatement[] {
  const column = columnOf(table, name)
  if (!column || (wanted === 'generated') !== (column.generated !== undefined)) return []
  const add = (definition: ColumnDefinition) => alter(table, `ADD COLUMN ${columnDefinition(definition)}`)
  if (column.nullable || column.default !== undefined || column.generated) return [add(column)]
  if (column.fill !== undefined)
    return [add({ ...column, default: column.fill }), alter(table, `ALTER COLUMN ${identifier(name)} DROP DEFAULT`)]
  return [add({ ...column, nullable: true }), ...makeRequired(table, column)]
}

export function changeColumn(table: TableDefinition, { name, actual, wanted }: SchemaDifference): WrittenStatement[] {
  const [column, is, shall] = [columnOf(table, name), actual?.column, wanted?.column]
  if (!column || !is || !shall) return []
  const change = (text: string, note?: string) => ({
    ...alter(table, `ALTER COLUMN ${identifier(name)} ${text}`),
    ...(note && { note }),
  })
  const changesType = is.type !== shall.type
  const keepsDefault = is.default === shall.default && !changesType
  return [
    ...changeExpression(column, is, shall).map((text) => change(text)),
    ...(is.default && !keepsDefault ? [change('DROP DEFAULT')] : []),
    ...(changesType && !shall.generated
      ? [
          change(
            `TYPE ${column.type} USING ${identifier(name)}::${column.type}`,
            widens(is.type, shall.type) ? undefined : conversionNote(is.type, shall.type),
          ),
        ]
      : []),
    ...(shall.default && !keepsDefault ? [change(`SET DEFAULT ${column.default}`)] : []),
    ...(is.nullable && !shall.nullable ? makeRequired(table, column) : []),
    ...(!is.nullable && shall.nullable ? [change('DROP NOT NULL')] : []),
  ]
}

/** What others derive from other columns can go without loss; anything else is data. */
export function dropColumn({ table, name, actual }: SchemaDifference, allowDrop: boolean): WrittenStatement[] {
  const start = `ALTER TABLE ${asIdentifiers(table)}`
  const drop = { table, sql: `${start} DROP COLUMN ${identifier(name)}`, drops: !(actual && isDerived(actual)) }
  if (allowDrop || actual?.column?.nullable !== false || actual.column.default || !drop.drops) return [drop]
  // As long as it is kept, nobody fills it any more.
  return [{ table, sql: `${start} ALTER COLUMN ${identifier(name)} DROP NOT NULL` }, drop]
}

export const isDerived = ({ column }: SchemaObject) => column?.generated != null

function makeRequired(table: TableDefinition, column: ColumnDefinition): WrittenStatement[] {
  const name = identifier(column.name)
  const [target, value] = [asIdentifiers(tableName(table)), column.fill ?? column.default]
  const require = alter(table, `ALTER COLUMN ${name} SET NOT NULL`)
  if (value !== undefined)
    return [{ table: tableName(table), sql: `UPDATE ${target} SET ${name} = ${value} WHERE ${name} IS NULL` }, require]
  const note = `Every row needs a value here and rows that are there already have none: the next statement fails if there are any.
Give them one: UPDATE ${target} SET ${name} = … WHERE ${name} IS NULL;`
  return [{ ...require, note }]
}

function changeExpression(column: ColumnDefinition, is: ColumnShape, shall: ColumnShape): string[] {
  if (is.generated === shall.generated || !is.generated) return []
  return [column.generated ? `SET EXPRESSION AS (${column.generated})` : 'DROP EXPRESSION']
}

function widens(from: string, to: string): boolean {
  if (to === 'text') return true
  const ranks = ['smallint', 'integer', 'bigint']
  return ranks.includes(from) && ranks.indexOf(to) > ranks.indexOf(from)
}

const conversionNote = (from: string, to: string) =>
  `Fails if any value of type ${from} cannot become ${to}; write the conversion out if there is a better one.`

const columnOf = (table: TableDefinition, name: string) => table.columns.find((column) => column.name === name)
const alter = (table: TableDefinition, change: string) => ({
  table: tableName(table),
  sql: `ALTER TABLE ${asIdentifiers(tableName(table))} ${change}`,
})
