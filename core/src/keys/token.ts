import { timingSafeEqual } from 'node:crypto'
import { fingerprint, newSecret } from '../identity/secrets.ts'
import { publicBytesOf } from '../signatures/ed25519.ts'
import type { SigningKey } from '../signatures/sign.ts'

/** What keys begin with, so that whoever finds one in a text knows what he has found. */
export const keyPrefix = 'ghk_'
export const signingPrefix = 'ghs_'
const form = /^gh[ks]_([0-9a-f]{32})_([A-Za-z0-9_-]{43})$/

export interface KeyToken {
  readonly id: string
  readonly secret: string
}

/** `ghk_<id>_<secret>`, shown once; what is kept of the secret is its hash. */
export function newKeyToken(id: string): { readonly token: string; readonly hash: string } {
  const secret = newSecret()
  return { token: tokenOf(keyPrefix, id, secret), hash: fingerprint(secret) }
}

/** `ghs_<id>_<seed>`: the private half, shown once; what is kept is the public one, in PostgreSQL's text form of bytea. */
export function newSigningToken(id: string): { readonly token: string; readonly publicKey: string } {
  const seed = newSecret()
  const publicKey = publicBytesOf(Buffer.from(seed, 'base64url'))
  return { token: tokenOf(signingPrefix, id, seed), publicKey: `\\x${publicKey.toString('hex')}` }
}

const tokenOf = (prefix: string, id: string, secret: string) => `${prefix}${id.replaceAll('-', '')}_${secret}`

export function readKeyToken(token: string): KeyToken | null {
  return token.startsWith(keyPrefix) ? partsOf(token) : null
}

/** What its holder signs with. */
export function readSigningToken(token: string): SigningKey | null {
  const parts = token.startsWith(signingPrefix) ? partsOf(token) : null
  return parts && { id: parts.id, seed: Buffer.from(parts.secret, 'base64url') }
}

function partsOf(token: string): KeyToken | null {
  const [, id, secret] = form.exec(token) ?? []
  return id && secret ? { id: id.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'), secret } : null
}

/** The token of `Authorization: Bearer ghk_…`; other bearers are none of ours. One that is to sign is sent by mistake, and is told so. */
export function bearerKey(authorization: string | undefined): string | null {
  const [, token = ''] = /^Bearer +(\S+)$/i.exec(authorization ?? '') ?? []
  return token.startsWith(keyPrefix) || token.startsWith(signingPrefix) ? token : null
}

/** Says nothing by the time it takes. */
export function isSecretOf(hash: string, secret: string): boolean {
  return timingSafeEqual(Buffer.from(hash), Buffer.from(fingerprint(secret)))
}
