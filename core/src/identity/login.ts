import type { Clock } from '@guildhall/sdk'
import { v7 as uuid } from 'uuid'
import type { Database } from '../database/pool.ts'
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
import { codeRequired, codeWrong, noLonger, notYet, tooManyAttempts, wrongCredentials } from './errors.ts'
import { type Caller, journalEntry } from './journal.ts'
import { isPassword } from './passwords.ts'
import type { SecondFactor } from './second-factor/second-factor.ts'
import { fingerprint, newSecret } from './secrets.ts'
import { idleTime } from './sessions.ts'
import { byName, readUser, type User, userColumns, userWidth } from './users.ts'

export interface Credentials extends Caller {
  /** An address or a nickname. */
  readonly name: string
  readonly password: string
  /** Of his authenticator, or a recovery code; asked for where he has set that up. */
  readonly code?: string | undefined
}

export interface SignedIn {
  readonly token: string
  readonly sessionId: string
  readonly user: User
  /** Where the user lands; null for who belongs nowhere, as a superadmin may. */
  readonly tenant: { readonly id: string; readonly slug: string; readonly name: string } | null
}

interface Membership {
  readonly tenantId: string
  readonly slug: string
  readonly name: string
  readonly startsOn: string | null
  readonly endsOn: string | null
  readonly status: string
  /** Where today stands to the days of the login, in the tenant's zone. */
  readonly phase: 'before' | 'during' | 'after'
  readonly isOpen: boolean
}

const findUser = prepare(
  `select ${userColumns}, u.password_hash, guildhall.landing_of(u.id, $2::timestamptz),
     exists (select 1 from guildhall.authenticators a where a.user_id = u.id and a.confirmed_at is not null)
   from guildhall.users u where ${byName('$1')}`,
  (row) => ({
    user: readUser(row),
    hash: row[userWidth] ?? null,
    landing: row[userWidth + 1] ?? null,
    hasFactor: row[userWidth + 2] === 't',
  }),
)
const findMemberships = prepare(
  `select m.tenant_id, m.slug, m.name, m.starts_on, m.ends_on, m.status, m.phase, m.is_open
   from guildhall.users u cross join lateral guildhall.memberships_of(u.id, $2::timestamptz) m where ${byName('$1')}`,
  ([tenantId, slug, name, startsOn, endsOn, status, phase, isOpen]): Membership => ({
    tenantId: String(tenantId),
    slug: String(slug),
    name: String(name),
    startsOn: startsOn ?? null,
    endsOn: endsOn ?? null,
    status: String(status),
    phase: phase as Membership['phase'],
    isOpen: isOpen === 't',
  }),
)
const findAttempts = prepare(
  `select a.failures, to_char(a.window_start at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
   from guildhall.login_attempts a join guildhall.users u on a.key = 'user:' || u.id where ${byName('$1')} and a.window_start > $2::timestamptz`,
  ([failures, start]): Counted => ({ failures: Number(failures), start: String(start) }),
)

/** Refused when the account has failed too often since the password was checked: guesses sent all at once are still counted. */
const begin = prepare(
  `with s as (
     insert into guildhall.sessions (id, token_hash, user_id, created_at, seen_at, expires_at, ip, agent)
     select $1::uuid, $2::bytea, $3::uuid, $4::timestamptz, $4::timestamptz, $5::timestamptz, $6, $7
     where not exists (select 1 from guildhall.login_attempts where key = $8 and failures >= $9::int and window_start > $10::timestamptz)
     returning user_id
   ), forgotten as (delete from guildhall.login_attempts a using s where a.key = $8),
   told as (insert into guildhall.login_journal (at, event, user_id, tenant_id, ip, agent) select $4::timestamptz, 'login', user_id, $11::uuid, $6, $7 from s)
   select user_id from s`,
)

export interface LoginOptions {
  readonly database: Database
  readonly clock: Clock
  readonly attempts: Attempts
  readonly secondFactor: Pick<SecondFactor, 'accept'>
}

/** @throws 401 the same for whoever is unknown, wrong or locked out of every tenant; 401 `code_required` once the password is right; 403 outside the days of a login; 429 after too many failures */
export async function signIn(
  { database, clock, attempts, secondFactor }: LoginOptions,
  { name, password, code, ip, agent }: Credentials,
): Promise<SignedIn> {
  const at = clock.now()
  const since = new Date(Date.parse(at) - attemptWindow).toISOString()
  const [users, memberships, ofUser, ofName, ofAddress] = await database.run([
    bind(findUser, name, at),
    bind(findMemberships, name, at),
    bind(findAttempts, name, since),
    attempts.read(nameKey(name)),
    attempts.read(addressKey(ip ?? '')),
  ])
  const found = users.rows[0]
  const account = found ? userKey(found.user.id) : nameKey(name)
  refuseWaiting(attempts, (found ? ofUser : ofName).rows[0], ofAddress.rows[0])

  const isRight = await isPassword(found?.hash ?? null, password)
  const isWelcome =
    found?.user.active && (found.user.superadmin || memberships.rows.some(({ status }) => status !== 'deactivated'))
  if (!found || !isRight || !isWelcome) throw await fail()
  if (!found.user.superadmin) refuseOutsideDays(memberships.rows)
  if (found.hasFactor) {
    if (!code) throw codeRequired()
    if (!(await secondFactor.accept(found.user, code, { ip, agent }))) throw await fail(codeWrong)
  }
  return enter(found.user, found.landing)

  /** The failure that goes beyond the limit is answered like all that follow. */
  async function fail(refusal: () => Error = wrongCredentials): Promise<Error> {
    const told = {
      at,
      userId: found?.user.id ?? null,
      email: found ? null : name.slice(0, 254),
      tenantId: found?.landing ?? null,
      ip,
      agent,
    }
    const [ofAccount, ofCaller] = await database.run([
      attempts.count(account),
      attempts.count(addressKey(ip ?? '')),
      journalEntry({ ...told, event: 'failure' }),
    ])
    const counted = ofAccount.rows[0]
    if (counted?.failures === accountLimit + 1) await database.run([journalEntry({ ...told, event: 'lockout' })])
    const retryAfter = Math.max(
      attempts.waiting(counted, accountLimit + 1),
      attempts.waiting(ofCaller.rows[0], addressLimit + 1),
    )
    return retryAfter > 0 ? tooManyAttempts({ retryAfter }) : refusal()
  }

  async function enter(user: User, landing: string | null): Promise<SignedIn> {
    const token = newSecret()
    const sessionId = uuid()
    const until = new Date(Date.parse(at) + idleTime).toISOString()
    const [{ rows }, counted] = await database.run([
      bind(begin, sessionId, fingerprint(token), user.id, at, until, ip, agent, account, accountLimit, since, landing),
      attempts.read(account),
    ])
    if (!rows[0]) throw tooManyAttempts({ retryAfter: attempts.waiting(counted.rows[0], accountLimit) || 1 })
    const tenant = memberships.rows.find(({ tenantId }) => tenantId === landing)
    return {
      token,
      sessionId,
      user,
      tenant: tenant ? { id: tenant.tenantId, slug: tenant.slug, name: tenant.name } : null,
    }
  }
}

function refuseWaiting(attempts: Attempts, ofAccount: Counted | undefined, ofAddress: Counted | undefined): void {
  const retryAfter = Math.max(attempts.waiting(ofAccount, accountLimit), attempts.waiting(ofAddress, addressLimit))
  if (retryAfter > 0) throw tooManyAttempts({ retryAfter })
}

/** Says from when or until when a login holds, once the password has shown who asks. */
function refuseOutsideDays(memberships: readonly Membership[]): void {
  if (memberships.some(({ isOpen }) => isOpen)) return
  const shut = (phase: Membership['phase']) =>
    memberships.filter((membership) => membership.status !== 'deactivated' && membership.phase === phase)
  const startsOn = shut('before')
    .flatMap((membership) => membership.startsOn ?? [])
    .sort()[0]
  if (startsOn) throw notYet({ startsOn })
  const endsOn = shut('after')
    .flatMap((membership) => membership.endsOn ?? [])
    .sort()
    .at(-1)
  if (endsOn) throw noLonger({ endsOn })
  // Of a tenant that is suspended nobody is told more than that he cannot come in.
  throw wrongCredentials()
}
