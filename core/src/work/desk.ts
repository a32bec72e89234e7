import type { Desk, Installation } from '@guildhall/sdk'
import type { Engine } from '../records/engine.ts'
import { stepIn } from '../records/step.ts'
import type { Tenancy } from '../tenancy/tenancy.ts'

export interface DeskOf {
  readonly plugin: string
  readonly tenantId: string
  /** Stands in the history beside what is done. */
  readonly reason: string
}

export type OpenDesk = (of: DeskOf) => Promise<Desk & { readonly isOn: boolean }>

/** What checks and verbs of plugins work at, see `Desk` of the sdk; `isOn` says whether the plugin is on in the tenant. */
export function openDesks(
  engine: Engine,
  tenancy: Pick<Tenancy, 'asSystem'>,
  lendTo: (plugin: string) => Installation,
): OpenDesk {
  return async ({ plugin, tenantId, reason }) => {
    const source = tenancy.asSystem(tenantId, reason)
    const { tenant, plugins } = await source(true)
    return {
      tenant,
      clock: engine.clock,
      installation: lendTo(plugin),
      isOn: plugins.has(plugin),
      within: (step) => stepIn(engine, source, step),
    }
  }
}
