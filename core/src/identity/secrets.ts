import { createHash, randomBytes } from 'node:crypto'

/** A secret that only its holder has: 256 random bits, safe in an address and a cookie. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** What is kept of it. It has more entropy than anything can search, so a plain hash is enough. In PostgreSQL's text form of bytea. */
export function fingerprint(secret: string): string {
  return `\\x${createHash('sha256').update(secret).digest('hex')}`
}
