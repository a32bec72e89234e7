import { shortened } from '../names.ts'
import type { ColumnDefinition, ConstraintDefinition, IndexDefinition, TableDefinition } from './definition.ts'
import { identifier } from './identifier.ts'

export const qualified = (table: Pick<TableDefinition, 'schema' | 'name'>) =>
  `${identifier(table.schema)}.${identifier(table.name)}`

/** The statements that create a table: columns, keys, indexes, forced row-level security and the app role's rights. Foreign keys come last, see {@link foreignKeys}. */
export function createTable(table: TableDefinition): string[] {
  const name = qualified(table)
  const constraints = table.constraints
    .filter(({ kind }) => kind !== 'foreign')
    .map((one) => `  CONSTRAINT ${identifier(one.name)} ${one.definition}`)
  return [
    `CREATE TABLE ${name} (\n${[...table.columns.map((column) => `  ${columnDefinition(column)}`), ...constraints].join(',\n')}\n)`,
    ...protection(name),
    ...table.indexes.map((index) => createIndex(table, index)),
    ...(table.search ? [searchFunction(table)] : []),
  ]
}

export function foreignKeys(table: TableDefinition): string[] {
  return table.constraints.filter(({ kind }) => kind === 'foreign').map((one) => addConstraint(table, one))
}

export function addConstraint(table: TableDefinition, constraint: ConstraintDefinition): string {
  return `ALTER TABLE ${qualified(table)} ADD CONSTRAINT ${identifier(constraint.name)} ${constraint.definition}`
}

export function createIndex(table: TableDefinition, index: IndexDefinition): string {
  return `CREATE ${index.unique ? 'UNIQUE ' : ''}INDEX ${identifier(index.name)} ON ${qualified(table)} ${index.definition}`
}

export function columnDefinition(column: ColumnDefinition): string {
  const parts = [
    identifier(column.name),
    column.type,
    column.generated && `GENERATED ALWAYS AS (${column.generated}) STORED`,
    column.default && `DEFAULT ${column.default}`,
    !column.nullable && 'NOT NULL',
  ]
  return parts.filter(Boolean).join(' ')
}

/** Row-level security for everybody, the owner included: the app's role sees its transaction's tenant, the owner migrates. */
export function protection(name: string): string[] {
  const tenant = "(select nullif(current_setting('app.tenant', true), '')::uuid)"
  return [
    `ALTER TABLE ${name} ENABLE ROW LEVEL SECURITY`,
    `ALTER TABLE ${name} FORCE ROW LEVEL SECURITY`,
    `CREATE POLICY tenant ON ${name} TO guildhall_app USING (tenant_id = ${tenant}) WITH CHECK (tenant_id = ${tenant})`,
    `CREATE POLICY owner ON ${name} TO guildhall_owner USING (true) WITH CHECK (true)`,
    `GRANT SELECT, INSERT, UPDATE, DELETE ON ${name} TO guildhall_app`,
  ]
}

export const searchName = (table: Pick<TableDefinition, 'schema' | 'name'>) =>
  `${identifier(table.schema)}.${identifier(shortened(`search_${table.name}`))}`

/**
 * Trigram search cannot use its index under row-level security, because its operators are not leakproof.
 * This function runs as the owner and applies the transaction's tenant itself; it gives ids and nothing else.
 */
export function searchFunction(table: TableDefinition): string {
  return [
    `CREATE OR REPLACE FUNCTION ${searchName(table)}(first text, second text, third text, rest text[]) RETURNS SETOF uuid`,
    `LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$`,
    `  SELECT id FROM ${qualified(table)}`,
    `  WHERE tenant_id = nullif(current_setting('app.tenant', true), '')::uuid AND search_text LIKE first`,
    `    AND search_text LIKE second AND search_text LIKE third AND search_text LIKE ALL (rest)`,
    `$$`,
  ].join('\n')
}
