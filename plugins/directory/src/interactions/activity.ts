import { clients, companies, partyServed } from '@guildhall/contract-directory'
import type { PluginSetup, Scope } from '@guildhall/sdk'
import { interactions } from './interactions.ts'

/** The date of last activity goes forward with each interaction and each service; a planned one is none yet. */
export function followActivity({ after, on }: PluginSetup) {
  after.write(interactions, async ({ record, scope }) => {
    const isPlanned = record.at > scope.clock.now()
    if (!isPlanned) await touch(scope, record, record.at)
  })
  on(partyServed, async ({ scope, event }) => touch(scope, event.payload, event.at))
}

async function touch(
  scope: Scope,
  party: { client?: string | null; company?: string | null },
  at: string,
): Promise<void> {
  await scope.asSystem('directory.activity', async (system) => {
    const client = party.client ? await system.records(clients).find(party.client) : null
    if (client && client.lastActivityAt < at) await system.records(clients).update(client.id, { lastActivityAt: at })
    const company = party.company ? await system.records(companies).find(party.company) : null
    if (company && company.lastActivityAt < at)
      await system.records(companies).update(company.id, { lastActivityAt: at })
  })
}
