import type { RecordOf } from '@guildhall/sdk'
import type { deliveries } from '../deliveries/deliveries.ts'

export type Delivery = RecordOf<(typeof deliveries)['fields']>

/** A message as it is signed and sent. `record` is there where the endpoint asks for it and its reader may read it now. */
export function messageOf(delivery: Delivery, tenant: string, record: unknown): string {
  const { id, event, happenedAt, actor, payload } = delivery
  return JSON.stringify({
    id,
    type: event,
    timestamp: happenedAt,
    tenant,
    actor,
    data: payload,
    ...(record !== undefined && { record }),
  })
}
