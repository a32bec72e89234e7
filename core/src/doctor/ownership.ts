import type pg from 'pg'
import type { DefinedSource } from '../database/migrations/index.ts'
import { withClient } from '../database/provision.ts'
import type { Installed } from '../plugins/host.ts'
import type { ResourceModel } from '../records/model.ts'
import { type Finding, fail, orWell, warn } from './finding.ts'

const check = 'ownership'

/** Tables and rows that belong to nobody any more: left by hand, by a plugin that is gone, or by a restore of half of it. */
export async function checkOwnership(
  ownerUrl: string,
  installed: Installed,
  sources: readonly DefinedSource[],
): Promise<Finding[]> {
  const capable = [...installed.registry.models.values()].filter(({ definition }) => definition.capabilities?.length)
  return withClient(ownerUrl, async (client) => {
    const found = [
      ...(await findTables(client, sources)),
      ...(await findSwitches(client, new Set(installed.plugins.map(({ name }) => name)))),
      ...(await findSubjects(client, capable)),
    ]
    return orWell(check, found, 'Every table, switch and subject belongs to something that is installed.')
  })
}

async function findTables(client: pg.Client, sources: readonly DefinedSource[]): Promise<Finding[]> {
  const known = sources.flatMap(({ tables }) => tables.map(({ schema, name }) => `${schema}.${name}`))
  const { rows } = await client.query<{ place: string; rows: string }>(
    `select n.nspname || '.' || c.relname as place, greatest(c.reltuples, 0)::bigint as rows
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition
       and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
       and n.nspname || '.' || c.relname <> all ($1) order by 1`,
    [known],
  )
  return rows.map(({ place, rows: count }) =>
    warn(
      check,
      `No installed plugin has the table ${place} (about ${count} rows).`,
      'Add the plugin again that made it; or keep a copy of it and drop it.',
    ),
  )
}

async function findSwitches(client: pg.Client, installed: ReadonlySet<string>): Promise<Finding[]> {
  const { rows } = await client.query<{ plugin: string; tenants: number }>(
    `select plugin, count(*)::int as tenants from guildhall.tenant_plugins where enabled and plugin <> all ($1) group by 1 order by 1`,
    [[...installed]],
  )
  return rows.map(({ plugin, tenants }) =>
    warn(
      check,
      `The plugin ${plugin} is on for ${tenants} tenants and is not installed.`,
      `Add it again: guildhall plugin add.`,
    ),
  )
}

/** Every record that others may point to as a subject is in the core's book of them, and the book names no other. */
async function findSubjects(client: pg.Client, capable: readonly ResourceModel[]): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const { name, qualified } of capable) {
    const { rows } = await client.query<{ unlisted: number; lost: number }>(
      `select (select count(*)::int from ${qualified} t where not exists (
           select from guildhall.subjects s where (s.tenant_id, s.resource, s.id) = (t.tenant_id, $1, t.id))) as unlisted,
         (select count(*)::int from guildhall.subjects s where s.resource = $1 and not exists (
           select from ${qualified} t where (t.tenant_id, t.id) = (s.tenant_id, s.id))) as lost`,
      [name],
    )
    const { unlisted = 0, lost = 0 } = rows[0] ?? {}
    if (unlisted > 0)
      findings.push(
        fail(
          check,
          `${unlisted} records of ${name} cannot be pointed to.`,
          `insert into guildhall.subjects select tenant_id, '${name}', id from ${qualified} on conflict do nothing;`,
        ),
      )
    if (lost > 0)
      findings.push(
        fail(
          check,
          `${lost} subjects name records of ${name} that are not there.`,
          'Restore the records from a backup; what points to them says nothing without.',
        ),
      )
  }
  return findings
}
