import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Scope } from '@guildhall/sdk'

/** What one click ends: kinds of messages to a person by a channel. */
export interface Ending {
  readonly person: string
  readonly channel: string
  readonly kinds: readonly string[]
}

/** Where a click ends it, below the public address. It is signed for the tenant and holds nothing that says who the person is. */
export function unsubscribePath(scope: Scope, ending: Ending): string {
  const said = Buffer.from(JSON.stringify(ending)).toString('base64url')
  return `/api/notifications/unsubscribe/${scope.tenant.slug}?of=${said}.${sign(scope, said).toString('base64url')}`
}

/** Null for what was not signed here. */
export function readEnding(scope: Scope, token: string): Ending | null {
  const [said = '', signature = ''] = token.split('.')
  const given = Buffer.from(signature, 'base64url')
  const expected = sign(scope, said)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null
  return JSON.parse(Buffer.from(said, 'base64url').toString()) as Ending
}

const sign = (scope: Scope, said: string) =>
  createHmac('sha256', scope.keyFor('notifications.unsubscribe')).update(`${scope.tenant.id} ${said}`).digest()
