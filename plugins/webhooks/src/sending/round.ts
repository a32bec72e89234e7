import type { RecordOf, Scope, Work } from '@guildhall/sdk'
import { deliveries } from '../deliveries/deliveries.ts'
import { endpoints } from '../endpoints/endpoints.ts'
import { ping } from '../endpoints/ping.ts'
import { signingSecrets } from '../endpoints/secrets.ts'
import { type Delivery, messageOf } from './message.ts'
import { isTaken, type Outcome, post } from './post.ts'
import { readableRecords } from './readable.ts'
import { restUntil } from './rests.ts'

export interface Round {
  readonly endpoint: RecordOf<(typeof endpoints)['fields']>
  readonly secrets: readonly string[]
  readonly due: readonly Delivery[]
  readonly patience: number
}

export interface Told {
  readonly delivery: Delivery
  readonly outcome: Outcome
}

const mostDue = 40
const mostAtOnce = 8
/** So many failures without one success, and the rest is spared. */
const enoughFailures = 5

/** What is due for an endpoint; null when it is gone. While it rests, and while it is not active, only what tests it goes out. */
export async function takeRound(scope: Scope, id: string): Promise<Round | null> {
  const endpoint = await scope.records(endpoints).find(id)
  if (!endpoint) return null
  const isOpen = endpoint.status === 'active' && !(await restUntil(scope, id))
  const waiting = { endpoint: id, status: 'waiting', nextAt_lte: scope.clock.now() } as const
  const where = isOpen ? waiting : ({ ...waiting, event: ping } as const)
  const due = await scope.records(deliveries).list({ where, sort: ['nextAt', 'ASC'], limit: mostDue })
  const patience = scope.setting<number>('webhooks', 'timeout') * 1000
  return { endpoint, due, patience, secrets: due.length > 0 ? await signingSecrets(scope, endpoint) : [] }
}

/** Sends some at a time, those of one record one after the other. */
export async function sendRound(work: Work, { endpoint, due, secrets, patience }: Round): Promise<Told[]> {
  const { url, includesRecord, reader } = endpoint
  const records = includesRecord ? await readableRecords(work, reader, due) : new Map<string, unknown>()
  const lanes = [...Map.groupBy(due, ({ about, id }) => about ?? id).values()]
  const told: Told[] = []
  const isHopeless = () => told.length >= enoughFailures && !told.some(({ outcome }) => isTaken(outcome))
  const send = async () => {
    for (let lane = lanes.shift(); lane; lane = lanes.shift())
      for (const delivery of lane) {
        if (isHopeless()) return
        const body = messageOf(delivery, work.tenant.slug, delivery.about ? records.get(delivery.about) : undefined)
        told.push({ delivery, outcome: await post(work, { url, secrets, patience, id: delivery.id, body }) })
      }
  }
  await Promise.all(Array.from({ length: mostAtOnce }, send))
  return told
}
