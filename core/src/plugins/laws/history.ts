import { tablesOf } from '../../records/tables/tables.ts'
import { ask } from './ask.ts'
import type { Finding, Law } from './law.ts'
import { inhabit } from './sample-record.ts'

export const historyStays: Law = {
  number: 9,
  says: 'history stays: every record has its history with an actor, and no plugin has tables beside its records',
  async check(subject) {
    const { platform, tenant, plugins } = subject
    const { engine, urls } = platform
    const models = [...engine.registry.models.values()]
    await inhabit(subject)
    const findings: Finding[] = []
    // What is itself a log says so: history: false.
    for (const { name, plugin, qualified } of models.filter(({ definition }) => definition.history !== false)) {
      const [row] = await ask<{ count: string }>(
        urls.ownerUrl,
        `select count(*) from ${qualified} r where tenant_id = $1 and r.version <> (
           select count(*) from guildhall.history h join guildhall.actors a on a.tenant_id = h.tenant_id and a.id = h.actor_id
           where h.tenant_id = r.tenant_id and h.resource = $2 and h.record_id = r.id)`,
        [tenant.id, name],
      )
      if (row?.count !== '0')
        findings.push({
          plugin,
          place: `resource ${name}`,
          problem: `${row?.count} records have versions without an entry by somebody in the history.`,
          remedy: 'Write through scope.records only.',
        })
    }
    const known = new Set(models.flatMap((model) => tablesOf(model, engine.registry).map((table) => table.name)))
    const tables = await ask<{ name: string }>(
      urls.ownerUrl,
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`,
    )
    for (const { name } of tables)
      if (!known.has(name) && !(await isOfExtension(urls.ownerUrl, name)))
        findings.push({
          plugin: plugins.at(-1)?.name ?? 'core',
          place: `table public.${name}`,
          problem: 'it belongs to no resource, so nothing keeps its history.',
          remedy: 'Declare a resource for it.',
        })
    return findings
  },
}

async function isOfExtension(ownerUrl: string, table: string): Promise<boolean> {
  return (
    (await ask(ownerUrl, `select 1 from pg_depend where objid = $1::regclass and deptype = 'e'`, [`public.${table}`]))
      .length > 0
  )
}
