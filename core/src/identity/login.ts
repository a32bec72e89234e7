import { bind, prepare } from '../database/statement.ts'
import {
  type Attempts,
  accountLimit,
  addressKey,
  addressLimit,
  attemptWindow,
  type Counted,
  nameKey,
  userKey,
} from './attempts.ts'
import {
  type EntranceOptions,
  enter,
  entrantByName,
  isWelcome,
  membershipsByName,
  refuseOutsideDays,
  type SignedIn,
} from './entrance.ts'
import { codeRequired, codeWrong, tooManyAttempts, wrongCredentials } from './errors.ts'
import { countFailure } from './failure.ts'
import type { Caller } from './journal.ts'
import { isPassword } from './passwords.ts'
import type { SecondFactor } from './second-factor/second-factor.ts'
import { byName } from './users.ts'

export interface Credentials extends Caller {
  /** An address or a nickname. */
  readonly name: string
  readonly password: string
  /** Of his authenticator, or a recovery code; asked for where he has set that up. */
  readonly code?: string | undefined
}

const findAttempts = prepare(
  `select a.failures, to_char(a.window_start at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
   from guildhall.login_attempts a join guildhall.users u on a.key = 'user:' || u.id where ${byName('$1')} and a.window_start > $2::timestamptz`,
  ([failures, start]): Counted => ({ failures: Number(failures), start: String(start) }),
)

export interface LoginOptions extends EntranceOptions {
  readonly secondFactor: Pick<SecondFactor, 'accept'>
}

/** @throws 401 the same for whoever is unknown, wrong or locked out of every tenant; 401 `code_required` once the password is right; 403 outside the days of a login; 429 after too many failures */
export async function signIn(
  { secondFactor, ...entrance }: LoginOptions,
  { name, password, code, ip, agent }: Credentials,
): Promise<SignedIn> {
  const { database, clock, attempts } = entrance
  const at = clock.now()
  const since = new Date(Date.parse(at) - attemptWindow).toISOString()
  const [users, memberships, ofUser, ofName, ofAddress] = await database.run([
    bind(entrantByName, name, at),
    bind(membershipsByName, name, at),
    bind(findAttempts, name, since),
    attempts.read(nameKey(name)),
    attempts.read(addressKey(ip ?? '')),
  ])
  const found = users.rows[0]
  const account = found ? userKey(found.user.id) : nameKey(name)
  refuseWaiting(attempts, (found ? ofUser : ofName).rows[0], ofAddress.rows[0])

  const isRight = await isPassword(found?.hash ?? null, password)
  if (!found || !isRight || !isWelcome(found, memberships.rows)) throw await fail()
  if (!found.user.superadmin) refuseOutsideDays(memberships.rows)
  if (found.hasFactor) {
    if (!code) throw codeRequired()
    if (!(await secondFactor.accept(found.user, code, { ip, agent }))) throw await fail(codeWrong)
  }
  return enter(entrance, found, memberships.rows, { ip, agent }, null)

  function fail(refusal: () => Error = wrongCredentials): Promise<Error> {
    const told = { userId: found?.user.id ?? null, email: found ? null : name.slice(0, 254), ip, agent }
    return countFailure(entrance, account, { ...told, tenantId: found?.landing ?? null }, refusal())
  }
}

/** @throws 429 while an account or an address has failed too often */
export function refuseWaiting(
  attempts: Attempts,
  ofAccount: Counted | undefined,
  ofAddress: Counted | undefined,
): void {
  const retryAfter = Math.max(attempts.waiting(ofAccount, accountLimit), attempts.waiting(ofAddress, addressLimit))
  if (retryAfter > 0) throw tooManyAttempts({ retryAfter })
}
