import type { Readable } from 'node:stream'
import type pg from 'pg'
import type { Line } from '../../archive/lines.ts'
import type { ArchivedTable } from '../../archive/manifest.ts'
import { type Packing, type WriteOptions, writeArchive } from '../../archive/write.ts'
import { tenantNotFound } from '../errors.ts'
import type { Outside } from '../kept-outside.ts'
import { type TenantTable, tenantTables } from './catalogue.ts'
import { format, type Manifest } from './manifest.ts'
import { pluginsOf } from './plugins.ts'
import { type Handlers, selectLines } from './rows.ts'
import type { Rewrapping } from './secrets.ts'
import { userFiles } from './users.ts'

export interface ArchiveParts {
  /** Of the owner: the queue is its own. */
  readonly pool: pg.Pool
  readonly now: () => string
  readonly handlers: Handlers
  /** The plugin that owns a table. */
  readonly pluginOf: (table: string) => string | undefined
  readonly secrets: Rewrapping
  readonly outside: Outside
}

/** A tenant as one file, as it was at one moment, table by table: its size does not matter to memory. @throws 404 */
export function writeTenant(parts: ArchiveParts, tenantId: string, options: WriteOptions): Promise<Readable> {
  return writeArchive(
    parts.pool,
    options,
    (client) => readTenant(client, tenantId),
    (client, tenant, packing) => fill(client, parts, tenant, packing, options.passphrase !== undefined),
  )
}

async function fill(
  client: pg.PoolClient,
  parts: ArchiveParts,
  tenant: Manifest['tenant'],
  packing: Packing,
  hasSecrets: boolean,
): Promise<Manifest> {
  const { take, taken } = packing
  const changing = (name: string, columns: readonly string[]) => ({
    name,
    columns,
    change: (lines: readonly Line[]) => parts.secrets.out(name, columns, lines),
  })
  for (const file of userFiles)
    if (hasSecrets || !file.isSecret)
      await take({ ...changing(file.name, file.columns), question: file.question(tenant.id, hasSecrets) })
  const tables = (await tenantTables(client)).flat()
  for (const table of tables)
    if (hasSecrets || !table.isSecret)
      await take({
        ...changing(
          table.name,
          table.columns.map(({ name }) => name),
        ),
        question: selectLines(table, { tenantId: tenant.id, handlers: parts.handlers }),
      })
  const kept = await parts.outside.pack(tenant.id, packing)
  const { plugins, guildhall } = await pluginsOf(client, tenant.id, parts.pluginOf, withRows(tables, taken))
  return { format, createdAt: parts.now(), guildhall, tenant, hasSecrets, plugins, tables: taken, kept }
}

export async function readTenant(client: pg.ClientBase, tenantId: string): Promise<Manifest['tenant']> {
  const { rows } = await client.query<{ tenant: Manifest['tenant'] }>(
    'select to_jsonb(t) as tenant from guildhall.tenants t where t.id = $1',
    [tenantId],
  )
  if (!rows[0]) throw tenantNotFound()
  return rows[0].tenant
}

const withRows = (tables: readonly TenantTable[], archived: readonly ArchivedTable[]) => {
  const filled = new Set(archived.filter(({ rows }) => rows > 0).map(({ name }) => name))
  return tables.map(({ name }) => name).filter((name) => filled.has(name))
}
