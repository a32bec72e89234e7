import { withClient } from '../../database/provision.ts'
import { findBreaches } from '../../database/walls.ts'
import { ask } from './ask.ts'
import { type Finding, type Law, ownerOf } from './law.ts'

export const secondWall: Law = {
  number: 3,
  says: 'the database is the second wall',
  async check(subject) {
    const { ownerUrl, appUrl } = subject.platform.urls
    const breaches = await withClient(ownerUrl, (client) => findBreaches(client, 'guildhall_app'))
    const findings: Finding[] = breaches.map((breach) => ({
      plugin: ownerOf(subject, /[\w"]+\.[\w"]+/.exec(breach.place)?.[0] ?? ''),
      ...breach,
    }))
    for (const { table } of await tenantTables(ownerUrl)) {
      const [count] = await ask<{ count: string }>(appUrl, `select count(*) from ${table}`)
      if (count?.count !== '0')
        findings.push({
          plugin: ownerOf(subject, table),
          place: `table ${table}`,
          problem: `a query without a tenant sees ${count?.count} rows.`,
          remedy: 'Force row-level security on it.',
        })
    }
    return findings
  },
}

export function tenantTables(ownerUrl: string): Promise<{ table: string }[]> {
  return ask(
    ownerUrl,
    `select format('%I.%I', n.nspname, c.relname) as table from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and a.attnotnull
     where c.relkind in ('r', 'p') and n.nspname in ('public', 'guildhall') order by 1`,
  )
}
