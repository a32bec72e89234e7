import { DomainError, defineError, meetsPattern, type PluginSetup, type Scope } from '@guildhall/sdk'
import { endpoints } from './endpoints.ts'

const addressRefused = defineError('webhooks.address_refused', 422)
const eventUnknown = defineError<{ pattern: string }>('webhooks.event_unknown', 422)
const tooMany = defineError<{ limit: number }>('webhooks.too_many_endpoints', 409)

/** Each event is compared with all of them. */
export const mostEndpoints = 100

/** Where an endpoint points, and in whose eyes: whoever says where what goes sends only what he may read himself. */
export function judgeAim({ before, outbound }: PluginSetup): void {
  before.create(endpoints, async ({ scope }) => {
    if ((await scope.records(endpoints).count({ archived: 'with' })) >= mostEndpoints)
      throw tooMany({ limit: mostEndpoints })
  })
  before.write(endpoints, ({ next, previous, scope }) => {
    const isOther = JSON.stringify(next.events) !== JSON.stringify(previous?.events)
    if (next.url !== previous?.url) requireFit(outbound, next.url)
    if (isOther) requireKnown(scope, next.events)
    const isAimed = isOther || next.url !== previous?.url || next.includesRecord !== previous.includesRecord
    return isAimed ? { reader: scope.me } : undefined
  })
}

/** A pattern that nothing can meet is a slip, and would never be noticed. */
function requireKnown(scope: Scope, patterns: readonly string[]): void {
  const known = scope.events().filter(({ plugin }) => plugin !== 'webhooks')
  const pattern = patterns.find((pattern) => !known.some(({ name }) => meetsPattern(name, pattern)))
  if (pattern !== undefined) throw eventUnknown({ pattern }, [{ path: 'events', code: eventUnknown.code }])
}

function requireFit(outbound: PluginSetup['outbound'], url: string): void {
  try {
    outbound.fit(url)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    throw addressRefused({}, [{ path: 'url', code: error.code }])
  }
}
