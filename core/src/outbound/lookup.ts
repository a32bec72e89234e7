import { type LookupAddress, lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { isPublicAddress } from './address.ts'
import { addressPrivate } from './errors.ts'

export type Resolve = (host: string, options: { all: true }, done: Resolved) => void
type Resolved = (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void

/**
 * Names are resolved here and nowhere else, for the very connection that is about to be made: what was judged is what is asked, so that a
 * name which answers otherwise the second time (DNS rebinding) gains nothing. One address among several that may not be asked spoils all.
 */
export function guardedLookup(mayBePrivate: boolean, resolve: Resolve = lookup): LookupFunction {
  return (host, options, done) => {
    resolve(host, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? []
      if (error || !first) return done(error ?? new Error(`no address for ${host}`), '')
      if (!mayBePrivate && !addresses.every(({ address }) => isPublicAddress(address)))
        return done(addressPrivate(), '')
      return options.all ? done(null, addresses) : done(null, first.address, first.family)
    })
  }
}
