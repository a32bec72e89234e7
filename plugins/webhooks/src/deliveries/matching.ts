import { everyEvent, meetsPattern, type Occurrence, type PluginSetup } from '@guildhall/sdk'
import { mostEndpoints } from '../endpoints/aim.ts'
import { endpoints } from '../endpoints/endpoints.ts'
import { askToSend } from '../sending/ask.ts'
import { deliveries } from './deliveries.ts'

/** Every event becomes a delivery for each active endpoint that asked for it. What webhooks themselves tell is no news. */
export function deliverEvents({ on }: PluginSetup): void {
  on(everyEvent('**', { except: ['webhooks.**'] }), async ({ scope, event }) => {
    const active = await scope
      .records(endpoints)
      .list({ where: { status: 'active' }, limit: mostEndpoints, sort: ['id', 'ASC'] })
    for (const { id: endpoint, events, createdAt } of active) {
      // What happened before it was there is no news to it.
      if (event.at < createdAt || !events.some((pattern) => meetsPattern(event.name, pattern))) continue
      await scope.records(deliveries).create({ endpoint, ...deliveryOf(event), nextAt: scope.clock.now() })
      await askToSend(scope, endpoint)
    }
  })
}

/** What an action was given is left out: it may say what not everybody may read. */
function deliveryOf({ name, at, actor, payload }: Occurrence) {
  const { input, ...told } = payload as Record<string, unknown>
  const { resource, id } = told
  const isOfRecord = typeof resource === 'string' && typeof id === 'string'
  return {
    event: name,
    happenedAt: at,
    actor,
    payload: isOfRecord ? told : (payload as Record<string, unknown>),
    about: isOfRecord ? `${resource}/${id}` : null,
  }
}
