import { createHmac, timingSafeEqual } from 'node:crypto'

/** Whom a link serves, with what, and until when (seconds since 1970). */
export interface Link {
  readonly tenant: string
  readonly actor: string
  readonly files: readonly string[]
  readonly inline: boolean
  readonly until: number
}

/** A link says all it is good for, and carries the proof that we said it (HMAC-SHA-256). */
export function signLink(key: Buffer, { tenant, actor, files, inline, until }: Link): string {
  const text = Buffer.from(JSON.stringify([tenant, actor, files, inline, until])).toString('base64url')
  return `${text}.${proofOf(key, text)}`
}

/** What a link says; null for one that we did not make, or that is over. */
export function readLink(key: Buffer, token: string, now: number): Link | null {
  const [text = '', proof = ''] = token.split('.')
  const [given, right] = [Buffer.from(proof), Buffer.from(proofOf(key, text))]
  if (given.length !== right.length || !timingSafeEqual(given, right)) return null
  const [tenant, actor, files, inline, until] = JSON.parse(Buffer.from(text, 'base64url').toString()) as [
    string,
    string,
    string[],
    boolean,
    number,
  ]
  return until > now ? { tenant, actor, files, inline, until } : null
}

const proofOf = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest('base64url')
