import type { Scope } from '@guildhall/sdk'
import { attempts } from '../deliveries/attempts.ts'
import { deliveries } from '../deliveries/deliveries.ts'
import { endpointDisabled } from '../endpoints/disabled.ts'
import { endpoints } from '../endpoints/endpoints.ts'
import { ping } from '../endpoints/ping.ts'
import { isTaken } from './post.ts'
import { endRest, startRest } from './rests.ts'
import type { Round, Told } from './round.ts'
import { nextTry } from './schedule.ts'

const gone = 410

/** Writes down what came of a round, and what it says of the endpoint. */
export async function settleRound(scope: Scope, { endpoint: { id } }: Round, told: readonly Told[]): Promise<void> {
  const endpoint = await scope.records(endpoints).find(id)
  if (!endpoint) return
  for (const one of told) await settle(scope, one)
  const real = told.filter(({ delivery }) => delivery.event !== ping)
  if (told.some(({ outcome }) => isTaken(outcome))) return recover(scope, endpoint)
  if (real.some(({ outcome }) => outcome.answered === gone)) return disable(scope, id, 'gone')
  if (real.length === 0 || endpoint.status !== 'active') return
  const now = scope.clock.now()
  const since = endpoint.failingSince ?? now
  const patience = scope.setting<number>('webhooks', 'disableAfter') * 86_400_000
  if (Date.parse(now) - Date.parse(since) >= patience) return disable(scope, id, 'failing')
  if (endpoint.health !== 'failing')
    await scope.records(endpoints).update(id, { health: 'failing', failingSince: since })
  await startRest(scope, id)
}

async function settle(scope: Scope, { delivery, outcome }: Told): Promise<void> {
  const { at, answered, answer, milliseconds, error, retryAfter } = outcome
  await scope.records(attempts).create({ delivery: delivery.id, at, answered, answer, milliseconds, error })
  const tries = delivery.tries + 1
  const isOver = isTaken(outcome)
  const nextAt =
    isOver || answered === gone || delivery.event === ping ? null : nextTry(scope.clock.now(), tries, retryAfter)
  const status = isOver ? 'delivered' : nextAt ? 'waiting' : 'failed'
  await scope.records(deliveries).update(delivery.id, { status, tries, nextAt, answered })
}

async function recover(scope: Scope, { id, health }: { readonly id: string; readonly health: string }): Promise<void> {
  if (health === 'working') return
  await scope.records(endpoints).update(id, { health: 'working', failingSince: null })
  await endRest(scope, id)
}

/** What waits for it waits until somebody activates it again. */
async function disable(scope: Scope, id: string, because: 'failing' | 'gone'): Promise<void> {
  await scope.records(endpoints).update(id, { status: 'disabled', disabledBecause: because, health: 'failing' })
  await endRest(scope, id)
  await scope.emit(endpointDisabled, { endpoint: id, because })
  await scope.later('webhooks.notice', { endpoint: id })
}
