import type pg from 'pg'

/** What is to be done with something for a plugin of a tenant: do it, keep it until the plugin is on again, or nothing. */
export type Verdict = 'deliver' | 'park' | 'drop'

/** Which plugins are on, read once for all tenants concerned. */
export interface Switches {
  /** @param happenedAt when given, a plugin that is off is owed only what happened while it was on */
  judge(tenantId: string, plugin: string, happenedAt?: Date): Verdict
}

interface Row {
  tenant_id: string
  active: boolean
  plugin: string | null
  enabled: boolean | null
  changed_at: Date | null
}

export async function readSwitches(
  client: Pick<pg.ClientBase, 'query'>,
  tenantIds: readonly string[],
): Promise<Switches> {
  if (tenantIds.length === 0) return { judge: () => 'drop' }
  const { rows } = await (client as pg.ClientBase).query<Row>(
    `select t.id as tenant_id, t.status = 'active' as active, s.plugin, s.enabled, s.changed_at
     from guildhall.tenants t left join guildhall.tenant_plugins s on s.tenant_id = t.id
     where t.id = any($1::uuid[])`,
    [[...new Set(tenantIds)]],
  )
  const active = new Map(rows.map((row) => [row.tenant_id, row.active]))
  const plugins = new Map(rows.map((row) => [`${row.tenant_id} ${row.plugin}`, row]))
  return {
    judge(tenantId, plugin, happenedAt) {
      const isActive = active.get(tenantId)
      if (isActive === undefined) return 'drop'
      const found = plugins.get(`${tenantId} ${plugin}`)
      if (plugin !== 'core' && !found) return 'drop'
      if (found && !found.enabled) {
        // What happens while it is off is not delivered: its onEnable catches up.
        const isOwed = !happenedAt || happenedAt < (found.changed_at ?? happenedAt)
        return isOwed ? 'park' : 'drop'
      }
      return isActive ? 'deliver' : 'park'
    },
  }
}
