import { decrypt, encrypt, keyFor } from '../../config/cipher.ts'
import type { Secrets } from './client.ts'

/** What a browser carries to a provider and back. */
export interface Trip extends Secrets {
  readonly kind: 'trip'
  readonly provider: string
  /** Who links the provider to himself; null for who signs in. */
  readonly linkFor: string | null
  /** An instant. */
  readonly until: string
}

/** Who has come back and owes the code of his authenticator. */
export interface Waiting {
  readonly kind: 'waiting'
  readonly provider: string
  readonly userId: string
  readonly until: string
}

export interface Trips {
  seal(trip: Trip | Waiting): string
  /** Null for what was not sealed here, or is over. */
  open<K extends (Trip | Waiting)['kind']>(
    sealed: string | undefined,
    kind: K,
    now: string,
  ): Extract<Trip | Waiting, { kind: K }> | null
}

/** How long one may take at the provider, and for the code afterwards. */
export const tripTime = 10 * 60_000

/** Encrypted under a key of the installation, so that it is neither read nor changed on its way. */
export function sealTrips(secret: string): Trips {
  const key = keyFor(secret, 'guildhall provider trips')
  const place = 'trip'
  return {
    seal: (trip) => encrypt(key, Buffer.from(JSON.stringify(trip)), place).toString('base64url'),
    open<K extends (Trip | Waiting)['kind']>(sealed: string | undefined, kind: K, now: string) {
      if (!sealed) return null
      try {
        const trip = JSON.parse(decrypt(key, Buffer.from(sealed, 'base64url'), place).toString()) as Trip | Waiting
        const isOpen = trip.kind === kind && trip.until > now
        return isOpen ? (trip as Extract<Trip | Waiting, { kind: K }>) : null
      } catch {
        return null
      }
    },
  }
}
