import { accountLimit, addressKey, addressLimit } from './attempts.ts'
import type { EntranceOptions } from './entrance.ts'
import { tooManyAttempts } from './errors.ts'
import { type Caller, journalEntry, type NewEntry } from './journal.ts'

/**
 * Counts that somebody did not get in, for the account and for the address, and writes it down. The failure that goes beyond the limit is
 * answered like all that follow.
 * @returns what to refuse with
 */
export async function countFailure(
  { database, clock, attempts }: Pick<EntranceOptions, 'database' | 'clock' | 'attempts'>,
  account: string,
  about: Omit<NewEntry, 'at' | 'event'> & Caller,
  refusal: Error,
): Promise<Error> {
  const told = { ...about, at: clock.now() }
  const [ofAccount, ofCaller] = await database.run([
    attempts.count(account),
    attempts.count(addressKey(about.ip ?? '')),
    journalEntry({ ...told, event: 'failure' }),
  ])
  const counted = ofAccount.rows[0]
  if (counted?.failures === accountLimit + 1) await database.run([journalEntry({ ...told, event: 'lockout' })])
  const retryAfter = Math.max(
    attempts.waiting(counted, accountLimit + 1),
    attempts.waiting(ofCaller.rows[0], addressLimit + 1),
  )
  return retryAfter > 0 ? tooManyAttempts({ retryAfter }) : refusal
}
