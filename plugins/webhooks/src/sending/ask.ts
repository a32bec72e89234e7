import type { Scope } from '@guildhall/sdk'

/** Asks for a round of an endpoint: one that waits already is enough, and slow ones have a lane of their own. */
export async function askToSend(scope: Scope, endpoint: string, at?: string): Promise<void> {
  await scope.later('webhooks.send', { endpoint }, { lane: `webhook/${endpoint}`, once: endpoint, ...(at && { at }) })
}
