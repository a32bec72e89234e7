import { DomainError } from '@guildhall/sdk'
import { bind } from '../../database/statement.ts'
import { addressKey, nameKey, userKey } from '../attempts.ts'
import { type EntranceOptions, enter, findEntrant, type SignedIn } from '../entrance.ts'
import { tooManyAttempts, wrongCredentials } from '../errors.ts'
import { countFailure } from '../failure.ts'
import { type Caller, journalEntry, passkeyWay } from '../journal.ts'
import { refuseWaiting } from '../login.ts'
import type { Notify } from '../notices.ts'
import type { User } from '../users.ts'
import type { Asked, Asking } from './asking.ts'
import {
  type AuthenticationResponseJSON,
  checkAssertion,
  handleOf,
  type RequestOptions,
  requestOptions,
} from './ceremony.ts'
import { passkeyRefused, passkeyStopped } from './errors.ts'
import * as kept from './kept.ts'

export interface PasskeyDoorOptions extends EntranceOptions {
  readonly notify: Notify
}

/** Coming in by a passkey: it was held and its owner shown to it, so it is both steps at once. */
export interface PasskeyDoor {
  /** Of nobody in particular: the authenticator knows whose passkeys it has. @throws 429 when asked for too often from one address */
  begin(browser: string | undefined, caller: Caller): Promise<Asked<RequestOptions>>
  /** @throws 400 for what was not begun here, 401 the same for whoever is unknown or shut out, 403 for a copied passkey or outside the days of a login, 429 */
  finish(response: AuthenticationResponseJSON, browser: string | undefined, caller: Caller): Promise<SignedIn>
}

/** An office shares an address, and each open door asks anew every few minutes. */
const questionsAllowed = 1000

export function openPasskeyDoor({ notify, ...entrance }: PasskeyDoorOptions, asking: Asking): PasskeyDoor {
  const { database, clock, attempts } = entrance

  return {
    async begin(browser, { ip }) {
      const isOften = !(await attempts.allow(database, `passkeys ${addressKey(ip ?? '')}`, questionsAllowed))
      if (isOften) throw tooManyAttempts({ retryAfter: 60 })
      return asking.ask(browser, null, requestOptions)
    },
    async finish(response, browser, caller) {
      const [ofAddress] = await database.run([attempts.read(addressKey(caller.ip ?? ''))])
      refuseWaiting(attempts, undefined, ofAddress.rows[0])
      const { party, challenge } = await asking.answered(response, browser, null)
      const [{ rows }] = await database.run([bind(kept.byCredential, response.id, clock.now())])
      const [found] = rows
      try {
        if (!found || response.response.userHandle !== handleOf(found.userId)) throw passkeyRefused()
        const count = await checkAssertion(party, response, challenge, { ...found, credentialId: response.id })
        if (count === null) throw passkeyRefused()
        if (found.isStopped) throw passkeyStopped()
        const welcome = await findEntrant(entrance, found.userId)
        if (!welcome) throw passkeyRefused()
        await countUse(found, count, welcome.entrant.user, caller)
        return await enter(entrance, welcome.entrant, welcome.memberships, caller, passkeyWay)
      } catch (error) {
        throw await refused(error, found, response, caller)
      }
    },
  }

  /** An authenticator that counts never counts back: what does is a copy, or what it was copied from. Which of them cannot be told, so neither comes in. */
  async function countUse({ id, name }: { id: string; name: string }, count: number, user: User, caller: Caller) {
    const at = clock.now()
    const [{ rows }] = await database.run([bind(kept.use, id, count, at)])
    if (rows[0]) return
    const [{ rows: stopped }] = await database.run([bind(kept.stop, id, at)])
    if (stopped[0]) {
      await database.run([journalEntry({ at, event: 'passkey-stopped', userId: user.id, way: passkeyWay, ...caller })])
      notify(user, 'passkeyStopped', { passkey: name })
    }
    throw passkeyStopped()
  }

  async function refused(
    error: unknown,
    found: { userId: string; landing: string | null } | undefined,
    { id }: AuthenticationResponseJSON,
    caller: Caller,
  ): Promise<unknown> {
    if (!(error instanceof DomainError) || error.status >= 500 || error.status === 429) return error
    const account = found ? userKey(found.userId) : nameKey(`passkey ${id}`)
    const about = { userId: found?.userId ?? null, tenantId: found?.landing ?? null, way: passkeyWay, ...caller }
    // Of a business that is shut nobody is told more than that he cannot come in.
    return countFailure(entrance, account, about, error.code === wrongCredentials.code ? passkeyRefused() : error)
  }
}
