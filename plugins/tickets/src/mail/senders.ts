import { ticketSenders as declared } from '@guildhall/contract-tickets'
import { can, defineResource, type Scope } from '@guildhall/sdk'
import { sameAddress } from './same-address.ts'

export const ticketSenders = defineResource(declared.name, {
  fields: declared.fields,
  naturalPerson: true,
  archivable: false,
  rules: {
    admin: [can('read'), can('update', ['name', 'blocked']), can('delete')],
    manager: [can('read'), can('update', ['name', 'blocked'])],
  },
  sort: ['name', 'ASC'],
  views: { list: ['name', 'address', 'blocked', 'createdAt'], icon: 'contacts', menu: 'settings' },
})

export async function knownSender(system: Scope, address: string): Promise<string | null> {
  const [known] = await system.sql<{ id: string }>(ticketSenders, (cards) => sameAddress(cards, address))
  return known?.id ?? null
}

export interface Named {
  readonly address: string
  readonly name: string | null
  readonly client: string | null
  readonly person: string | null
}

/** The card of an address; made where there is none yet. In a scope of the system. */
export async function senderCard(system: Scope, { address, name, client, person }: Named): Promise<string> {
  const cards = system.records(ticketSenders)
  const known = await knownSender(system, address)
  if (!known) return (await cards.create({ address, name: name ?? address.slice(0, 200), client, person })).id
  const card = await cards.get(known)
  if ((client && client !== card.client) || (person && person !== card.person))
    await cards.update(known, { client: client ?? card.client, person: person ?? card.person })
  return known
}
