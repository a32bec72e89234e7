import { DomainError, defineError, type PluginSetup } from '@guildhall/sdk'
import { endpoints } from './endpoints.ts'

const addressRefused = defineError('webhooks.address_refused', 422)
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
    if (next.url !== previous?.url) requireFit(outbound, next.url)
    const isAimed =
      next.url !== previous?.url ||
      next.includesRecord !== previous.includesRecord ||
      JSON.stringify(next.events) !== JSON.stringify(previous.events)
    return isAimed ? { reader: scope.me } : undefined
  })
}

function requireFit(outbound: PluginSetup['outbound'], url: string): void {
  try {
    outbound.fit(url)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    throw addressRefused({}, [{ path: 'url', code: error.code }])
  }
}
