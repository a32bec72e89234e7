import { defineResource, instant, integer, ref, type Scope } from '@guildhall/sdk'
import { endpoints } from '../endpoints/endpoints.ts'
import { restAfter } from './schedule.ts'

/** An endpoint that takes nothing is left alone for a while, longer each time: what waits for it costs nothing meanwhile. */
export const rests = defineResource('webhook-rests', {
  fields: { endpoint: ref(endpoints, { onDelete: 'cascade', unique: true }), rounds: integer(), until: instant() },
  archivable: false,
  history: false,
  customFields: false,
  views: { menu: 'hidden' },
})

export async function restUntil(scope: Scope, endpoint: string): Promise<string | null> {
  const rest = await scope.records(rests).first({ where: { endpoint } })
  return rest && rest.until > scope.clock.now() ? rest.until : null
}

export async function startRest(scope: Scope, endpoint: string): Promise<void> {
  const before = await scope.records(rests).first({ where: { endpoint } })
  const rounds = (before?.rounds ?? 0) + 1
  const until = new Date(Date.parse(scope.clock.now()) + restAfter(rounds) * 1000).toISOString()
  if (before) await scope.records(rests).update(before.id, { rounds, until })
  else await scope.records(rests).create({ endpoint, rounds, until })
}

export async function endRest(scope: Scope, endpoint: string): Promise<void> {
  await scope.records(rests).prune({ endpoint })
}
