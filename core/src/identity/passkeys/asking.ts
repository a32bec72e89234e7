import type { Clock } from '@guildhall/sdk'
import type { Database } from '../../database/pool.ts'
import { newSecret } from '../secrets.ts'
import { type AuthenticationResponseJSON, challengeOf, type RegistrationResponseJSON } from './ceremony.ts'
import { keepChallenges } from './challenges.ts'
import { challengeLost, passkeysUnavailable } from './errors.ts'
import { type RelyingParty, relyingPartyOf } from './relying-party.ts'

/** What the browser is to ask its authenticator, and the secret that it shows with the answer. */
export interface Asked<O> {
  readonly options: O
  readonly browser: string
}

/** One question to an authenticator and its answer. */
export interface Asking {
  /** The name that passkeys are for; null where the public address is none. */
  readonly host: string | null
  /** @throws 409 where passkeys cannot be */
  ask<O>(
    browser: string | undefined,
    userId: string | null,
    optionsOf: (party: RelyingParty, challenge: string) => Promise<O>,
  ): Promise<Asked<O>>
  /** The question that this answers, used up by that. @throws 400 unless it was asked for so, in this browser, a moment ago */
  answered(
    response: AuthenticationResponseJSON | RegistrationResponseJSON,
    browser: string | undefined,
    userId: string | null,
  ): Promise<{ party: RelyingParty; challenge: string }>
}

export interface AskingOptions {
  readonly database: Database
  readonly clock: Clock
  readonly publicUrl: string
}

export function askAuthenticators({ database, clock, publicUrl }: AskingOptions): Asking {
  const party = relyingPartyOf(publicUrl)
  const challenges = keepChallenges({ database, clock })
  function requireParty(): RelyingParty {
    if (!party) throw passkeysUnavailable()
    return party
  }
  return {
    host: party?.id ?? null,
    async ask(browser, userId, optionsOf) {
      const asking = requireParty()
      // Two windows of one browser may both be asking.
      const kept = browser ?? newSecret()
      return { options: await optionsOf(asking, await challenges.issue(kept, userId)), browser: kept }
    },
    async answered(response, browser, userId) {
      const challenge = challengeOf(response)
      if (!challenge) throw challengeLost()
      await challenges.use(challenge, browser, userId)
      return { party: requireParty(), challenge }
    },
  }
}
