import type { Clock } from '@guildhall/sdk'
import { keyFor } from '../../config/cipher.ts'
import type { Database } from '../../database/pool.ts'
import { bind, prepare } from '../../database/statement.ts'
import { type Attempts, addressKey } from '../../identity/attempts.ts'
import { proofInvalid, tooFast, tooMany } from '../errors.ts'
import { challengeLife, fastestHuman, isSolved, readChallenge, signChallenge } from './challenge.ts'

/** A challenge with the answer that was found. */
export interface Proof {
  readonly challenge: string
  readonly answer: number
}

export interface Proofs {
  /** What is to be solved; each five that an address asks for within ten minutes make it twice as hard. @throws 429 */
  issue(ip: string): Promise<{ challenge: string; difficulty: number }>
  /** Uses a proof up. Of two requests with the same one comes through, on whichever node. @throws 403, 429 */
  spend(proof: Proof): Promise<void>
}

export interface ProofOptions {
  readonly database: Database
  readonly clock: Clock
  readonly attempts: Attempts
  /** The installation's. */
  readonly secret: string
  /** In bits, for an address that asks for the first time. */
  readonly difficulty: number
}

const challengesAllowed = 60
const hardestStep = 6
const spend = prepare(
  'insert into guildhall.spent_proofs (id, expires_at) values ($1, $2::timestamptz) on conflict (id) do nothing returning id',
  ([id]) => String(id),
)

export function keepProofs({ database, clock, attempts, secret, difficulty }: ProofOptions): Proofs {
  const key = keyFor(secret, 'guildhall registration challenges')
  const now = () => Date.parse(clock.now())
  return {
    async issue(ip) {
      const [{ rows }] = await database.run([attempts.count(`challenge ${addressKey(ip)}`)])
      const asked = rows[0]?.failures ?? 1
      const retryAfter = attempts.waiting(rows[0], challengesAllowed + 1)
      if (retryAfter > 0) throw tooMany({ retryAfter })
      const harder = difficulty + Math.min(hardestStep, Math.floor((asked - 1) / 5))
      return { challenge: signChallenge(key, harder, now()), difficulty: harder }
    },
    async spend({ challenge, answer }) {
      const read = readChallenge(key, challenge)
      const age = read ? now() - read.issuedAt : 0
      if (!read || age > challengeLife || !isSolved(read, answer)) throw proofInvalid()
      if (age < fastestHuman) throw tooFast({ retryAfter: 2 })
      const until = new Date(read.issuedAt + challengeLife).toISOString()
      const [{ rows }] = await database.run([bind(spend, read.id, until)])
      if (rows.length === 0) throw proofInvalid()
    },
  }
}
