import { clients } from '@guildhall/contract-directory'
import { ticketSenders } from '@guildhall/contract-tickets'
import { email, enumeration, resourceToken, type Scope, state, text } from '@guildhall/sdk'
import { sameAddress } from './same-address.ts'
import { knownSender } from './senders.ts'

const people = resourceToken('people', {
  name: text(),
  email: email(),
  kind: enumeration(['staff', 'client']),
  status: state(['invited', 'active', 'deactivated']),
})

/** Whose an address is, as far as the business knows. */
export interface Who {
  readonly person: string | null
  /** Whether he signs in, so that he may do by mail what he may do here. */
  readonly signsIn: boolean
  /** He did, and is not to any more. */
  readonly isShutOut: boolean
  /** The card of a client with this address, where it is one only. */
  readonly client: string | null
  /** The card of somebody who wrote by mail before. */
  readonly sender: string | null
  readonly isBlocked: boolean
}

export async function whoseAddress(scope: Scope, address: string): Promise<Who> {
  return scope.asSystem('Who sent a mail', async (system) => {
    const [person] = await system.sql<{ id: string; status: string }>(people, (found) =>
      sameAddress(found, address, 'email').select('id', 'status'),
    )
    const cards = await system.sql<{ id: string }>(clients, (found) =>
      sameAddress(found, address, 'email').whereNull('archived_at').select('id').limit(2),
    )
    const sender = await knownSender(system, address)
    const card = sender && (await system.records(ticketSenders).find(sender))
    return {
      person: person?.id ?? null,
      signsIn: person?.status === 'active',
      isShutOut: person?.status === 'deactivated',
      client: cards.length === 1 ? (cards[0]?.id ?? null) : null,
      sender,
      isBlocked: card ? card.blocked : false,
    }
  })
}
