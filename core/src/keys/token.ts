import { timingSafeEqual } from 'node:crypto'
import { fingerprint, newSecret } from '../identity/secrets.ts'

/** What keys begin with, so that whoever finds one in a text knows what he has found. */
export const keyPrefix = 'ghk_'
const form = /^ghk_([0-9a-f]{32})_([A-Za-z0-9_-]{43})$/

export interface KeyToken {
  readonly id: string
  readonly secret: string
}

/** `ghk_<id>_<secret>`, shown once; what is kept of the secret is its hash. */
export function newKeyToken(id: string): { readonly token: string; readonly hash: string } {
  const secret = newSecret()
  return { token: `${keyPrefix}${id.replaceAll('-', '')}_${secret}`, hash: fingerprint(secret) }
}

export function readKeyToken(token: string): KeyToken | null {
  const [, id, secret] = form.exec(token) ?? []
  return id && secret ? { id: id.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'), secret } : null
}

/** The token of `Authorization: Bearer ghk_…`; other bearers are none of ours. */
export function bearerKey(authorization: string | undefined): string | null {
  const [, token = ''] = /^Bearer +(\S+)$/i.exec(authorization ?? '') ?? []
  return token.startsWith(keyPrefix) ? token : null
}

/** Says nothing by the time it takes. */
export function isSecretOf(hash: string, secret: string): boolean {
  return timingSafeEqual(Buffer.from(hash), Buffer.from(fingerprint(secret)))
}
