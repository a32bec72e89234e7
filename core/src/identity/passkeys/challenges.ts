import type { Clock } from '@guildhall/sdk'
import type { Database } from '../../database/pool.ts'
import { bind, prepare } from '../../database/statement.ts'
import { fingerprint, newSecret } from '../secrets.ts'
import { challengeLost } from './errors.ts'

/** How long one may take with the authenticator. */
export const challengeTime = 5 * 60_000

export interface Challenges {
  /** @param userId who adds a passkey; null for who signs in */
  issue(browser: string, userId: string | null): Promise<string>
  /** Uses it up: whatever comes of it, it is never taken again. @throws 400 unless it was asked for so, in this browser, a moment ago */
  use(challenge: string, browser: string | undefined, userId: string | null): Promise<void>
}

const insert = prepare(
  `insert into guildhall.passkey_challenges (challenge_hash, browser_hash, user_id, expires_at)
   values ($1::bytea, $2::bytea, $3::uuid, $4::timestamptz)`,
)
const use = prepare(
  `delete from guildhall.passkey_challenges where challenge_hash = $1::bytea and browser_hash = $2::bytea
     and user_id is not distinct from $3::uuid and expires_at > $4::timestamptz returning expires_at`,
)

/** In the database, because what one process asked for another is answered. */
export function keepChallenges({ database, clock }: { database: Database; clock: Clock }): Challenges {
  return {
    async issue(browser, userId) {
      const challenge = newSecret()
      const until = new Date(Date.parse(clock.now()) + challengeTime).toISOString()
      await database.run([bind(insert, fingerprint(challenge), fingerprint(browser), userId, until)])
      return challenge
    },
    async use(challenge, browser, userId) {
      const [{ rows }] = await database.run([
        bind(use, fingerprint(challenge), fingerprint(browser ?? ''), userId, clock.now()),
      ])
      if (!rows[0]) throw challengeLost()
    },
  }
}
