import { fingerprint } from '../identity/secrets.ts'
import { keyMustSign } from './errors.ts'
import { type Key, keepRing, type RingOptions } from './ring.ts'
import { resolvingSigned, type SignedRequest } from './signed.ts'
import { isSecretOf, readKeyToken, signingPrefix } from './token.ts'

export interface Keys {
  /**
   * Whose key this is. From memory where it can: whoever reads or writes learns from the owner's epoch when that is out of date, and asks
   * again, `fresh`.
   * @throws 401 for one that does not hold, 429 after too many of those from one address
   */
  resolve(token: string, ip: string, options?: { fresh?: boolean }): Promise<Key>
  /** By whose key a request is signed, asked of one request; the signature is spent when that is known for the first time. @throws 401, 429 */
  ofSigned(request: SignedRequest, ip: string): (fresh: boolean) => Promise<Key>
}

export interface KeysOptions extends RingOptions {
  /** Where people find the installation: for whom signatures must be made. */
  readonly publicUrl: string
}

export function keepKeys(options: KeysOptions): Keys {
  const ring = keepRing(options)
  return {
    async resolve(token, ip, { fresh = false } = {}) {
      if (token.startsWith(signingPrefix)) return ring.refuse(ip, keyMustSign())
      const given = readKeyToken(token)
      if (!given) return ring.refuse(ip)
      const isOf = ({ hash }: { hash: string | null }) => hash !== null && isSecretOf(hash, given.secret)
      const key = await ring.find({ id: given.id, place: fingerprint(token), ip, fresh, isOf })
      ring.noteUsed(key, ip)
      return key
    },
    ofSigned: resolvingSigned(ring, options),
  }
}
