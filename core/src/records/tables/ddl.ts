import { quoted } from '../names.ts'
import type { ColumnDefinition, TableDefinition } from './definition.ts'

export const qualified = (table: Pick<TableDefinition, 'schema' | 'name'>) => `${quoted(table.schema)}.${quoted(table.name)}`

/** The statements that create a table: columns, keys, indexes, forced row-level security and the app role's rights. Foreign keys come last, see {@link foreignKeys}. */
export function createTable(table: TableDefinition): string[] {
  const name = qualified(table)
  const constraints = table.constraints.filter(({ kind }) => kind !== 'foreign').map((one) => `  CONSTRAINT ${quoted(one.name)} ${one.definition}`)
  return [
    `CREATE TABLE ${name} (\n${[...table.columns.map((column) => `  ${columnDefinition(column)}`), ...constraints].join(',\n')}\n)`,
    ...protection(name),
    ...uniqueIndexNames(table).map((index) => `CREATE UNIQUE INDEX ${quoted(index.name)} ON ${name} ${index.definition}`),
    ...table.indexes.filter((index) => !index.name.endsWith('_key')).map((index) => `CREATE INDEX ${quoted(index.name)} ON ${name} ${index.definition}`),
    ...(table.search ? [searchFunction(table)] : []),
  ]
}

export function foreignKeys(table: TableDefinition): string[] {
  return table.constraints
    .filter(({ kind }) => kind === 'foreign')
    .map((one) => `ALTER TABLE ${qualified(table)} ADD CONSTRAINT ${quoted(one.name)} ${one.definition}`)
}

export function columnDefinition(column: ColumnDefinition): string {
  const parts = [
    quoted(column.name),
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

/**
 * Trigram search cannot use its index under row-level security, because its operators are not leakproof.
 * This function runs as the owner and applies the transaction's tenant itself; it gives ids and nothing else.
 */
export function searchFunction(table: TableDefinition): string {
  return [
    `CREATE OR REPLACE FUNCTION ${quoted(table.schema)}.${quoted(`search_${table.name}`)}(first text, second text, third text, rest text[]) RETURNS SETOF uuid`,
    `LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$`,
    `  SELECT id FROM ${qualified(table)}`,
    `  WHERE tenant_id = nullif(current_setting('app.tenant', true), '')::uuid AND search_text LIKE first`,
    `    AND search_text LIKE second AND search_text LIKE third AND search_text LIKE ALL (rest)`,
    `$$`,
  ].join('\n')
}

const uniqueIndexNames = (table: TableDefinition) => table.indexes.filter((index) => index.name.endsWith('_key'))
