import { addConstraint, createIndex, createTable, protection, searchFunction } from '../../records/tables/ddl.ts'
import type { TableDefinition } from '../../records/tables/definition.ts'
import { identifier } from '../../records/tables/identifier.ts'
import type { SchemaDifference } from './compare.ts'
import { asIdentifiers, tableName } from './renames.ts'
import type { WrittenStatement } from './statement.ts'
import { addColumn, changeColumn, dropColumn, isDerived } from './write-column.ts'

/** The statements that bring a database from what it is to what the definitions want, in an order that works. */
export function writeStatements(
  given: readonly SchemaDifference[],
  definitions: readonly TableDefinition[],
  allowDrop: boolean,
): WrittenStatement[] {
  const renames = sameUnderAnotherName(given)
  const differences = given.filter((one) => !renames.some((pair) => pair.includes(one)))
  const wanted = new Map(definitions.map((table) => [tableName(table), table]))
  const each = (write: (difference: SchemaDifference, table: TableDefinition) => (string | WrittenStatement)[]) =>
    differences.flatMap((one) => {
      const table = wanted.get(one.table)
      return table
        ? write(one, table).map((made) => (typeof made === 'string' ? { table: one.table, sql: made } : made))
        : []
    })
  const created = differences.filter(({ kind, actual }) => kind === 'table' && !actual).map(({ table }) => table)
  const isNew = ({ table }: SchemaDifference) => created.includes(table)
  const fresh = definitions.filter((table) => created.includes(tableName(table)))

  return [
    ...renames.map(([from, to]) => renameObject(from, to)),
    ...[...differences]
      .sort(foreignKeysFirst)
      .flatMap((one) => (isGoneAnyway(one, differences) ? [] : removeObject(one, differences))),
    ...fresh.flatMap((table) => createTable(table).map((sql) => ({ table: tableName(table), sql }))),
    ...each((one, table) => (one.kind === 'column' && !one.actual ? addColumn(table, one.name, 'stored') : [])),
    ...each((one, table) => (one.kind === 'column' && !one.actual ? addColumn(table, one.name, 'generated') : [])),
    ...each((one, table) => (one.kind === 'column' && one.actual && one.wanted ? changeColumn(table, one) : [])),
    ...each((one, table) => (isNew(one) ? [] : addObject(one, table))),
    ...differences.flatMap((one) => (one.kind === 'column' && !one.wanted ? dropColumn(one, allowDrop) : [])),
    ...dropTables(differences),
    ...definitions.flatMap((table) => {
      const lacks = (name: string) =>
        differences.some(
          (one) => one.kind === 'constraint' && one.wanted && one.table === tableName(table) && one.name === name,
        )
      const keys = table.constraints.filter(
        ({ kind, name }) => kind === 'foreign' && (fresh.includes(table) || lacks(name)),
      )
      return keys.map((key) => ({ table: tableName(table), sql: addConstraint(table, key) }))
    }),
  ]
}

/** A key or index that differs in nothing but its name, as after a column's rename. */
function sameUnderAnotherName(
  differences: readonly SchemaDifference[],
): [from: SchemaDifference, to: SchemaDifference][] {
  const taken = new Set<SchemaDifference>()
  return differences.flatMap((to): [SchemaDifference, SchemaDifference][] => {
    if (to.actual || (to.kind !== 'constraint' && to.kind !== 'index')) return []
    const from = differences.find(
      (one) =>
        !one.wanted &&
        !taken.has(one) &&
        one.kind === to.kind &&
        one.table === to.table &&
        one.actual?.definition === to.wanted?.definition,
    )
    if (from) taken.add(from)
    return from ? [[from, to]] : []
  })
}

function renameObject(from: SchemaDifference, to: SchemaDifference): WrittenStatement {
  const sql =
    from.kind === 'index'
      ? `ALTER INDEX ${schemaOf(from)}.${identifier(from.name)} RENAME TO ${identifier(to.name)}`
      : `ALTER TABLE ${asIdentifiers(from.table)} RENAME CONSTRAINT ${identifier(from.name)} TO ${identifier(to.name)}`
  return { table: from.table, sql }
}

function removeObject(one: SchemaDifference, differences: readonly SchemaDifference[]): WrittenStatement[] {
  if (!one.actual) return []
  const table = asIdentifiers(one.table)
  const name = identifier(one.name)
  const sql = {
    constraint: `ALTER TABLE ${table} DROP CONSTRAINT ${name}`,
    index: `DROP INDEX ${schemaOf(one)}.${name}`,
    policy: `DROP POLICY ${name} ON ${table}`,
    grant: `REVOKE ALL ON ${table} FROM ${one.name === 'PUBLIC' ? 'PUBLIC' : name}`,
    function: one.wanted || hasGone(one.table, differences) ? '' : dropFunction(one),
  }[one.kind as string]
  return sql ? [{ table: one.table, sql }] : []
}

function addObject(one: SchemaDifference, table: TableDefinition): string[] {
  if (!one.wanted) return []
  switch (one.kind) {
    case 'constraint':
      return table.constraints
        .filter(({ name, kind }) => name === one.name && kind !== 'foreign')
        .map((constraint) => addConstraint(table, constraint))
    case 'index':
      return table.indexes.filter(({ name }) => name === one.name).map((index) => createIndex(table, index))
    case 'function':
      return [searchFunction(table)]
    case 'protection':
      return protection(asIdentifiers(one.table)).filter((sql) => sql.endsWith('ROW LEVEL SECURITY'))
    case 'policy':
      return protection(asIdentifiers(one.table)).filter((sql) => sql.startsWith(`CREATE POLICY ${one.name} `))
    case 'grant':
      return protection(asIdentifiers(one.table)).filter((sql) => sql.startsWith('GRANT'))
    default:
      return []
  }
}

/** In one statement, because they may refer to each other; their search does not go with them. */
function dropTables(differences: readonly SchemaDifference[]): WrittenStatement[] {
  const gone = differences.filter((one) => one.kind === 'table' && isTooMuch(one)).map(({ table }) => table)
  if (gone.length === 0) return []
  const functions = differences.filter((one) => one.kind === 'function' && gone.includes(one.table))
  return [
    { table: '', sql: `DROP TABLE ${gone.map(asIdentifiers).join(', ')}`, drops: true },
    ...functions.map((one) => ({ table: '', sql: dropFunction(one), drops: true })),
  ]
}

const dropFunction = (one: SchemaDifference) => `DROP FUNCTION ${schemaOf(one)}.${one.name}`
const hasGone = (table: string, differences: readonly SchemaDifference[]) =>
  differences.some((one) => one.kind === 'table' && one.table === table && isTooMuch(one))
const isTooMuch = ({ wanted }: SchemaDifference) => wanted === undefined

/** Keys and indexes on a column that goes go with it, and stay if it is kept after all. */
function isGoneAnyway(one: SchemaDifference, differences: readonly SchemaDifference[]): boolean {
  if (one.wanted || (one.kind !== 'constraint' && one.kind !== 'index')) return false
  return differences.some(
    ({ kind, table, name, wanted, actual }) =>
      kind === 'column' &&
      !wanted &&
      table === one.table &&
      !(actual && isDerived(actual)) &&
      new RegExp(`\\b${name}\\b`).test(one.actual?.definition ?? ''),
  )
}

const foreignKeysFirst = (one: SchemaDifference, other: SchemaDifference) =>
  Number(isForeign(other)) - Number(isForeign(one))
const isForeign = ({ actual }: SchemaDifference) => actual?.definition.startsWith('FOREIGN KEY') === true
const schemaOf = ({ table }: SchemaDifference) => identifier(table.slice(0, table.indexOf('.')))
