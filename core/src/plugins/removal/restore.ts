import type pg from 'pg'
import type { MigrationSource } from '../../database/migrations/index.ts'
import { readMigrations } from '../../database/migrations/source.ts'
import type { Installed } from '../host.ts'
import { type Archive, readArchives } from './archive.ts'
import { damaged, hasNewRecords, noArchive, notAdded, otherMigrations } from './errors.ts'
import { tablesOfPlugin } from './plan.ts'
import { archive, drop, functionsOf, measure, move, nameOf, present } from './tables.ts'

/** Brings back the very rows that were put away, with the switches and settings of every tenant. */
export async function bringBack(
  client: pg.ClientBase,
  installed: Installed,
  sources: readonly MigrationSource[],
  plugin: string,
): Promise<Archive> {
  const found = (await readArchives(client)).find((each) => each.plugin === plugin)
  if (!found) throw noArchive({ plugin })
  if (!installed.plugin(plugin)) throw notAdded({ plugin })
  refuseOtherMigrations(found, sources)
  await makeRoom(client, installed, plugin)
  await move(client, found, 'back')
  const measured = await measure(client, found.tables)
  const wrong = found.tables.find(
    ({ rows, checksum }, index) => measured[index]?.rows !== rows || measured[index].checksum !== checksum,
  )
  if (wrong) throw damaged({ plugin, table: wrong.name })
  await client.query('delete from guildhall.migrations where plugin = $1', [plugin])
  for (const text of [
    `insert into guildhall.migrations (plugin, name, checksum, applied_at)
     select $1, m.name, m.checksum, m.applied_at from ${archive}.plugins p, jsonb_to_recordset(p.migrations) as m (name text, checksum text, applied_at timestamptz) where p.plugin = $1`,
    `insert into guildhall.plugins (name, version, installed_at) select plugin, version, removed_at from ${archive}.plugins where plugin = $1
     on conflict (name) do update set version = excluded.version`,
    `delete from guildhall.tenant_plugins where plugin = $1`,
    // A tenant that is gone meanwhile took its rows along.
    `insert into guildhall.tenant_plugins select s.* from ${archive}.plugins p, jsonb_populate_recordset(null::guildhall.tenant_plugins, p.switches) s
     where p.plugin = $1 and exists (select from guildhall.tenants t where t.id = s.tenant_id)`,
    `update guildhall.tenants set epoch = epoch + 1 where id in (select tenant_id from guildhall.tenant_plugins where plugin = $1)`,
    `delete from ${archive}.plugins where plugin = $1`,
  ])
    await client.query(text, [plugin])
  return found
}

/** The files of the version that was added must be those that made the archived tables, or go on after them. */
function refuseOtherMigrations({ plugin, version, migrations }: Archive, sources: readonly MigrationSource[]): void {
  const source = sources.find((each) => each.plugin === plugin)
  const files = new Map((source ? readMigrations(source) : []).map(({ name, checksum }) => [name, checksum]))
  const other = migrations.find(({ name, checksum }) => files.get(name) !== checksum)
  if (other) throw otherMigrations({ plugin, file: other.name, version })
}

/** The empty tables that came with adding it anew. */
async function makeRoom(client: pg.ClientBase, installed: Installed, plugin: string): Promise<void> {
  const tables = await present(client, tablesOfPlugin(installed, plugin))
  for (const table of tables)
    if ((await client.query(`select from ${nameOf(table)} limit 1`)).rowCount)
      throw hasNewRecords({ plugin, table: table.name })
  await drop(client, { tables, functions: await functionsOf(client, tables) })
}
