import type { Database } from '../../database/pool.ts'
import { type BoundStatement, bind } from '../../database/statement.ts'

import type { Vouched } from './client.ts'
import { domainNotAllowed, emailUnverified, notLinked, personUnknown } from './errors.ts'
import { addLink, ownerOf, userByEmail } from './linked.ts'
import type { Newcomers, Provider } from './provider.ts'

export interface ArrivalOptions {
  readonly database: Database
  /** Makes somebody unknown a person of a tenant, who is in at once. */
  readonly admit: (newcomers: Newcomers, person: { email: string; name: string }) => Promise<void>
}

export interface Arrival {
  readonly userId: string
  /** He was known by his address and comes by this provider for the first time. */
  readonly isNew: boolean
}

/** Where a provider is for certain domains, nobody comes in by an address elsewhere, nor by one that the provider did not verify. @throws 403 */
export function requireDomain({ domains }: Provider, { email, isVerified }: Vouched): void {
  if (domains.length === 0) return
  if (!email || !isVerified) throw emailUnverified()
  if (!domains.includes(email.slice(email.lastIndexOf('@') + 1).toLowerCase())) throw domainNotAllowed()
}

/**
 * Who it is that a provider vouches for: whoever is linked, else whoever has the verified address, if the provider is trusted with its
 * domain, else a newcomer, where it admits any.
 * @throws 403
 */
export async function recognise(
  { database, admit }: ArrivalOptions,
  provider: Provider,
  vouched: Vouched,
  at: string,
): Promise<Arrival> {
  const { subject, email, name } = vouched
  requireDomain(provider, vouched)
  const [{ rows: linked }] = await database.run([bind(ownerOf, provider.id, subject, at, email)])
  if (linked[0]) return { userId: linked[0], isNew: false }
  if (!provider.trusted || !email) throw notLinked()
  const known = (await userOf(email)) ?? (await newcomer(email))
  if (!known) throw personUnknown()
  const [{ rows: added }, { rows: owners }] = await database.run([
    link(provider, vouched, known, at),
    bind(ownerOf, provider.id, subject, at, email),
  ])
  // Otherwise another account of the same provider is his.
  if (owners[0] !== known) throw notLinked()
  return { userId: known, isNew: added.length > 0 }

  async function userOf(address: string): Promise<string | undefined> {
    const [{ rows }] = await database.run([bind(userByEmail, address)])
    return rows[0]
  }

  async function newcomer(address: string): Promise<string | undefined> {
    if (!provider.newcomers) return undefined
    try {
      await admit(provider.newcomers, { email: address, name: name ?? address })
      return await userOf(address)
    } catch (error) {
      // Of two windows that bring him in at once, one does it.
      const other = await userOf(address)
      if (!other) throw error
      return other
    }
  }
}

export function link(provider: Provider, { subject, email }: Vouched, userId: string, at: string): BoundStatement {
  return bind(addLink, provider.id, subject, userId, email, at)
}
