import type { PluginSetup } from '@guildhall/sdk'
import { deliveries } from '../deliveries/deliveries.ts'
import { askToSend } from '../sending/ask.ts'
import { endpoints } from './endpoints.ts'

/** The event of a test; it is tried once, whatever state the endpoint is in. */
export const ping = 'webhooks.ping'

export function pingOnRequest({ after }: PluginSetup): void {
  after.action(endpoints, 'ping', ({ record, scope }) =>
    scope.asSystem(ping, async (system) => {
      const now = scope.clock.now()
      const made = {
        event: ping,
        happenedAt: now,
        nextAt: now,
        actor: scope.actor.id,
        payload: { endpoint: record.id },
      }
      await system.records(deliveries).create({ endpoint: record.id, ...made })
      await askToSend(system, record.id)
    }),
  )
}
