import type pg from 'pg'
import { pluginsMissing, pluginsOlder, pluginsOther } from './errors.ts'
import type { ArchivedPlugin } from './manifest.ts'

/** The plugins that are here, and what their tables were made by. */
export async function readInstalled(client: pg.ClientBase): Promise<Map<string, ArchivedPlugin>> {
  const { rows } = await client.query<ArchivedPlugin>(
    `select p.name, p.version, coalesce((select json_object_agg(m.name, m.checksum order by m.name) from guildhall.migrations m
       where m.plugin = p.name), '{}') as migrations from guildhall.plugins p order by p.name`,
  )
  return new Map(rows.map((plugin) => [plugin.name, plugin]))
}

/** @throws 409 naming the plugins that are lacking here, older than there, or made otherwise */
export async function requirePlugins(client: pg.ClientBase, wanted: readonly ArchivedPlugin[]): Promise<void> {
  const here = await readInstalled(client)
  const described = (plugins: readonly ArchivedPlugin[]) => ({
    plugins: plugins.map(({ name, version }) => `${name} ${version}`).join(', '),
  })
  const missing = wanted.filter(({ name }) => !here.has(name))
  if (missing.length > 0) throw pluginsMissing(described(missing))
  const differs = (isMeant: (there: string, here: string | undefined) => boolean) =>
    wanted.filter(({ name, migrations }) =>
      Object.entries(migrations).some(([file, checksum]) => isMeant(checksum, here.get(name)?.migrations[file])),
    )
  const older = differs((_, known) => known === undefined)
  if (older.length > 0) throw pluginsOlder(described(older))
  const other = differs((there, known) => there !== known)
  if (other.length > 0) throw pluginsOther(described(other))
}
