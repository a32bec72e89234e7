import type { tickets } from '@guildhall/contract-tickets'
import type { RecordOf, Scope } from '@guildhall/sdk'
import type { Held, Refused } from './incoming.ts'
import type { Named } from './senders.ts'
import type { Incoming } from './take.ts'
import type { Who } from './who.ts'

/** What becomes of a mail. */
export type Way =
  | { readonly way: 'refuse'; readonly reason: Refused }
  | { readonly way: 'bounce'; readonly ticket: string | null }
  | { readonly way: 'hold'; readonly reason: Held; readonly ticket?: string | null }
  | { readonly way: 'person'; readonly person: string; readonly ticket: string | null }
  | { readonly way: 'stranger'; readonly stranger: Pick<Named, 'client' | 'person'>; readonly ticket: string | null }

interface Asked {
  readonly row: Incoming
  readonly who: Who
  /** The one it answers. */
  readonly ticket: RecordOf<(typeof tickets)['fields']> | null
}

/**
 * Nobody acts as a person whose own servers do not say that the mail is his. Who has no login is heard where the business lets strangers in, or knows his
 * address, and on no ticket but his own. Whatever the desk took over is done, in the sender's name and not as him.
 */
export function wayFor(scope: Scope, { row, who, ticket }: Asked): Way {
  const { person, client } = who
  const id = ticket?.id ?? null
  if (row.decidedBy !== null) return { way: 'stranger', stranger: { client, person }, ticket: id }
  if (who.isBlocked) return { way: 'refuse', reason: 'blocked' }
  if (row.verdict !== 'pass') return unverified(scope, { row, who, ticket })
  if (who.isShutOut) return { way: 'hold', reason: 'notAllowed', ticket: id }
  if (person !== null && who.signsIn) return { way: 'person', person, ticket: id }
  const isKnown = client !== null || person !== null
  if (ticket === null)
    return isKnown || acceptsStrangers(scope)
      ? { way: 'stranger', stranger: { client, person }, ticket: null }
      : { way: 'hold', reason: 'stranger' }
  return isOwn(who, ticket)
    ? { way: 'stranger', stranger: { client, person }, ticket: id }
    : { way: 'hold', reason: 'notOnTicket', ticket: id }
}

/** At most it becomes a new ticket that is nobody's: what one who only says who he is sends stands on no ticket of another. */
function unverified(scope: Scope, { row, who, ticket }: Asked): Way {
  const isAccepted = row.verdict === 'unknown' && scope.setting('tickets', 'whenUnverified') === 'accept'
  if (!isAccepted || ticket !== null || who.isShutOut)
    return { way: 'hold', reason: 'unverified', ticket: ticket?.id ?? null }
  const isHeard = acceptsStrangers(scope) || who.client !== null || who.person !== null
  return isHeard
    ? { way: 'stranger', stranger: { client: null, person: null }, ticket: null }
    : { way: 'hold', reason: 'stranger' }
}

const acceptsStrangers = (scope: Scope) => scope.setting('tickets', 'strangers') === 'accept'

function isOwn({ client, sender, person }: Who, ticket: NonNullable<Asked['ticket']>): boolean {
  if (sender !== null && ticket.sender === sender) return true
  if (person !== null && ticket.requester === person) return true
  return client !== null && ticket.client === client
}
