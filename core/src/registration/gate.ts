import type { Database } from '../database/pool.ts'
import { type Attempts, addressKey } from '../identity/attempts.ts'
import { requireSoundPassword } from '../identity/password-policy.ts'
import { invalid } from '../records/errors.ts'
import { consentNeeded, domainNotAllowed, tooMany } from './errors.ts'
import type { Proof, Proofs } from './proof/proofs.ts'
import type { Terms } from './terms.ts'

/** What anybody says who registers. */
export interface Asking {
  readonly email: string
  readonly name: string
  readonly password: string
  readonly consent?: boolean | undefined
  readonly language?: string | undefined
  readonly zone?: string | undefined
  readonly proof: Proof
  /** A field that people do not see. */
  readonly website?: string | undefined
}

export interface Gate {
  readonly database: Database
  readonly attempts: Attempts
  readonly proofs: Proofs
}

export interface GateRules {
  /** Asked for so often within the window by one address. */
  readonly limit: { readonly key: string; readonly most: number; readonly window: number }
  readonly domains: readonly string[]
  readonly terms: Terms | null
}

/**
 * What stands before a registration, the cheap first. What a person can put right does not use his proof up.
 * @returns whether it is a person's; what a program filled in is taken without a word and leads nowhere
 * @throws 422 for a field, 403 for the proof, 429
 */
export async function pass(
  { database, attempts, proofs }: Gate,
  asking: Asking,
  ip: string,
  { limit, domains, terms }: GateRules,
): Promise<boolean> {
  const domain = asking.email.slice(asking.email.lastIndexOf('@') + 1).toLowerCase()
  if (domains.length > 0 && !domains.includes(domain)) throw invalid({}, [{ path: 'email', code: domainNotAllowed }])
  requireSoundPassword(asking.password, asking)
  if (terms && asking.consent !== true) throw invalid({}, [{ path: 'consent', code: consentNeeded }])
  await proofs.spend(asking.proof)
  const { key, most, window } = limit
  if (!(await attempts.allow(database, `${key} ${addressKey(ip)}`, most, window)))
    throw tooMany({ retryAfter: window / 1000 })
  return !asking.website
}
