import type pg from 'pg'
import { readInstalled } from '../../archive/installed.ts'
import type { ArchivedPlugin } from '../../archive/manifest.ts'

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
