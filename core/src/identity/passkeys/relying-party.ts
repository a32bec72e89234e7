import { isIP } from 'node:net'
import { isLoopback } from '../../config/loopback.ts'

/** To whom passkeys of the installation are given, and from where they are used. */
export interface RelyingParty {
  /** A domain name (WebAuthn calls it the RP ID). */
  readonly id: string
  readonly origin: string
}

/** By the public address alone; null where that is an IP address. This machine is `localhost`, by whichever name it is configured. */
export function relyingPartyOf(publicUrl: string): RelyingParty | null {
  const address = new URL(publicUrl)
  if (isLoopback(address.hostname)) address.hostname = 'localhost'
  const { hostname, origin } = address
  return isIP(hostname.replaceAll(/[[\]]/g, '')) ? null : { id: hostname, origin }
}
