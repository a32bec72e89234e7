import type pg from 'pg'
import type { Installed } from '../host.ts'
import { archiveWaits, damaged } from './errors.ts'
import { modelsOf, tablesOfPlugin } from './plan.ts'
import {
  type ArchivedTable,
  archive,
  drop,
  type FunctionName,
  functionsOf,
  measure,
  move,
  nameOf,
  present,
} from './tables.ts'

/** What waits of one removed plugin. */
export interface Archive {
  readonly plugin: string
  readonly version: string
  readonly removedAt: string
  readonly purgeAt: string
  readonly tables: readonly ArchivedTable[]
  readonly functions: readonly FunctionName[]
  readonly resources: readonly string[]
  readonly migrations: readonly { readonly name: string; readonly checksum: string; readonly applied_at: string }[]
}

const columns = `plugin, version, removed_at as "removedAt", purge_at as "purgeAt", tables, functions, resources, migrations`

export async function readArchives(client: pg.ClientBase): Promise<Archive[]> {
  const { rows } = await client.query(`select ${columns} from ${archive}.plugins order by plugin`)
  return rows.map((row) => ({ ...row, removedAt: row.removedAt.toISOString(), purgeAt: row.purgeAt.toISOString() }))
}

/** Puts away what a plugin has: switched off everywhere, its tables out of reach, its migrations as if they had never run. */
export async function putAway(
  client: pg.ClientBase,
  installed: Installed,
  plugin: string,
  moments: { readonly now: string; readonly purgeAt: string },
): Promise<void> {
  const tables = await present(client, tablesOfPlugin(installed, plugin))
  const functions = await functionsOf(client, tables)
  if ((await readArchives(client)).some((each) => each.plugin === plugin))
    return putAwayAgain(client, plugin, { tables, functions })
  const measured = await measure(client, tables)
  await move(client, { tables, functions }, 'away')
  // What the move did to them would be seen here.
  const moved = await measure(
    client,
    tables.map(({ name }) => ({ schema: archive, name })),
  )
  const wrong = measured.find(({ rows, checksum }, index) => {
    const other = moved[index]
    return other?.rows !== rows || other.checksum !== checksum
  })
  if (wrong) throw damaged({ plugin, table: wrong.name })
  await client.query(
    `insert into ${archive}.plugins (plugin, version, removed_at, purge_at, tables, functions, resources, migrations, switches)
     select $1, coalesce((select version from guildhall.plugins where name = $1), '0.0.0'), $2, $3, $4, $5, $6,
       coalesce((select jsonb_agg(jsonb_build_object('name', name, 'checksum', checksum, 'applied_at', applied_at) order by name) from guildhall.migrations where plugin = $1), '[]'),
       coalesce((select jsonb_agg(to_jsonb(p)) from guildhall.tenant_plugins p where plugin = $1), '[]')`,
    [
      plugin,
      moments.now,
      moments.purgeAt,
      JSON.stringify(measured),
      JSON.stringify(functions),
      JSON.stringify(modelsOf(installed.registry, plugin).map(({ name }) => name)),
    ],
  )
  await forget(client, plugin)
}

/** After rows were taken out of what waits on purpose, as those of a tenant that is deleted: what is left is what comes back. */
export async function measureAnew(client: pg.ClientBase): Promise<void> {
  for (const { plugin, tables } of await readArchives(client)) {
    const measured = await measure(
      client,
      tables.map(({ name }) => ({ schema: archive, name })),
    )
    const anew = tables.map((table, index) => ({ ...measured[index], schema: table.schema }))
    await client.query(`update ${archive}.plugins set tables = $2 where plugin = $1`, [plugin, JSON.stringify(anew)])
  }
}

/** It came back without its data and nobody used it: what waits still waits. */
async function putAwayAgain(
  client: pg.ClientBase,
  plugin: string,
  own: { tables: Awaited<ReturnType<typeof present>>; functions: FunctionName[] },
): Promise<void> {
  for (const table of own.tables)
    if ((await client.query(`select from ${nameOf(table)} limit 1`)).rowCount) throw archiveWaits({ plugin })
  await drop(client, own)
  await forget(client, plugin)
}

/** Whoever remembers that it is on, on whichever node, learns at his next request that it is not. */
async function forget(client: pg.ClientBase, plugin: string): Promise<void> {
  await client.query(
    'update guildhall.tenants set epoch = epoch + 1 where id in (select tenant_id from guildhall.tenant_plugins where plugin = $1)',
    [plugin],
  )
  for (const [table, column] of [
    ['tenant_plugins', 'plugin'],
    ['migrations', 'plugin'],
    ['plugins', 'name'],
  ])
    await client.query(`delete from guildhall.${table} where ${column} = $1`, [plugin])
}
