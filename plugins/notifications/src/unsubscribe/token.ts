import type { Scope } from '@guildhall/sdk'

/** What one click ends: kinds of messages to a person by a channel. */
export interface Ending {
  readonly person: string
  readonly channel: string
  readonly kinds: readonly string[]
}

const purpose = 'notifications.unsubscribe'

/** Where a click ends it, below the public address. It is signed for the tenant and holds nothing that says who the person is. */
export const unsubscribePath = (scope: Scope, ending: Ending): string =>
  `/api/notifications/unsubscribe/${scope.tenant.slug}?of=${scope.sign(purpose, JSON.stringify(ending))}`

/** Null for what was not signed here. */
export function readEnding(scope: Scope, token: string): Ending | null {
  const said = scope.signed(purpose, token)
  return said === null ? null : (JSON.parse(said) as Ending)
}
