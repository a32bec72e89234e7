import type pg from 'pg'
import { pluginsMissing, pluginsOlder, pluginsOther } from './errors.ts'
import type { ArchivedPlugin, Manifest } from './manifest.ts'

/** The plugins a tenant cannot do without where it goes: those it has on, and those it has rows of. */
export async function pluginsOf(
  client: pg.ClientBase,
  tenantId: string,
  pluginOf: (table: string) => string | undefined,
  tables: readonly string[],
): Promise<{ plugins: ArchivedPlugin[]; guildhall: string }> {
  const { rows: on } = await client.query<{ plugin: string }>(
    'select plugin from guildhall.tenant_plugins where tenant_id = $1 and enabled',
    [tenantId],
  )
  const needed = new Set([
    'core',
    ...on.map(({ plugin }) => plugin),
    ...tables.map((table) => pluginOf(table) ?? 'core'),
  ])
  const installed = await readInstalled(client)
  const plugins = [...needed].sort().flatMap((name) => installed.get(name) ?? [])
  return { plugins, guildhall: installed.get('core')?.version ?? '' }
}

/** @throws 409 naming the plugins that are lacking here, older than there, or made otherwise */
export async function requirePlugins(client: pg.ClientBase, manifest: Manifest): Promise<void> {
  const here = await readInstalled(client)
  const described = (plugins: readonly ArchivedPlugin[]) => ({
    plugins: plugins.map(({ name, version }) => `${name} ${version}`).join(', '),
  })
  const missing = manifest.plugins.filter(({ name }) => !here.has(name))
  if (missing.length > 0) throw pluginsMissing(described(missing))
  const differs = (isMeant: (there: string, here: string | undefined) => boolean) =>
    manifest.plugins.filter(({ name, migrations }) =>
      Object.entries(migrations).some(([file, checksum]) => isMeant(checksum, here.get(name)?.migrations[file])),
    )
  const older = differs((_, known) => known === undefined)
  if (older.length > 0) throw pluginsOlder(described(older))
  const other = differs((there, known) => there !== known)
  if (other.length > 0) throw pluginsOther(described(other))
}

async function readInstalled(client: pg.ClientBase): Promise<Map<string, ArchivedPlugin>> {
  const { rows } = await client.query<ArchivedPlugin>(
    `select p.name, p.version, coalesce((select json_object_agg(m.name, m.checksum order by m.name) from guildhall.migrations m
       where m.plugin = p.name), '{}') as migrations from guildhall.plugins p`,
  )
  return new Map(rows.map((plugin) => [plugin.name, plugin]))
}
