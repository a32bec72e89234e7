import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** How long a challenge may be answered, in milliseconds. */
export const challengeLife = 10 * 60_000
/** Nobody fills in a form faster. */
export const fastestHuman = 2_000

export interface Challenge {
  readonly id: string
  /** So many leading zero bits the hash of an answer has. */
  readonly difficulty: number
  readonly issuedAt: number
}

/** `<id>.<difficulty>.<issued>.<mac>`: nothing is kept of it until it is used. */
export function signChallenge(key: Buffer, difficulty: number, now: number): string {
  const text = `${randomBytes(16).toString('base64url')}.${difficulty}.${now}`
  return `${text}.${macOf(key, text).toString('base64url')}`
}

/** Null for one that is not ours. */
export function readChallenge(key: Buffer, signed: string): Challenge | null {
  const [id = '', difficulty = '', issuedAt = '', mac = ''] = signed.split('.')
  const given = Buffer.from(mac, 'base64url')
  const own = macOf(key, `${id}.${difficulty}.${issuedAt}`)
  if (given.length !== own.length || !timingSafeEqual(given, own)) return null
  return { id, difficulty: Number(difficulty), issuedAt: Number(issuedAt) }
}

/** SHA-256 over `<id>.<answer>` begins with as many zero bits as the challenge asks for (Back, "Hashcash", 2002). */
export function isSolved({ id, difficulty }: Challenge, answer: number): boolean {
  const hash = createHash('sha256').update(`${id}.${answer}`).digest()
  return leadingZeros(hash) >= difficulty
}

export function leadingZeros(hash: Uint8Array): number {
  let zeros = 0
  for (const byte of hash) {
    zeros += Math.clz32(byte) - 24
    if (byte !== 0) break
  }
  return zeros
}

const macOf = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest()
