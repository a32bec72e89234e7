import type { Clock } from '@guildhall/sdk'
import { v7 as uuid } from 'uuid'
import type { Database } from '../database/pool.ts'
import { bind, prepare } from '../database/statement.ts'
import { type Attempts, accountLimit, attemptWindow, userKey } from './attempts.ts'
import { noLonger, notYet, tooManyAttempts, wrongCredentials } from './errors.ts'
import type { Caller } from './journal.ts'
import { fingerprint, newSecret } from './secrets.ts'
import { idleTime } from './sessions.ts'
import { byName, readUser, type User, userColumns, userWidth } from './users.ts'

export interface SignedIn {
  readonly token: string
  readonly sessionId: string
  readonly user: User
  /** Where the user lands; null for who belongs nowhere, as a superadmin may. */
  readonly tenant: { readonly id: string; readonly slug: string; readonly name: string } | null
}

/** Somebody at the door, with all that decides whether he may come in. */
export interface Entrant {
  readonly user: User
  readonly hash: string | null
  readonly landing: string | null
  readonly hasFactor: boolean
}

export interface Membership {
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

const entrant = (which: string) =>
  prepare(
    `select ${userColumns}, u.password_hash, guildhall.landing_of(u.id, $2::timestamptz),
       exists (select 1 from guildhall.authenticators a where a.user_id = u.id and a.confirmed_at is not null)
     from guildhall.users u where ${which}`,
    (row): Entrant => ({
      user: readUser(row),
      hash: row[userWidth] ?? null,
      landing: row[userWidth + 1] ?? null,
      hasFactor: row[userWidth + 2] === 't',
    }),
  )
const memberships = (which: string) =>
  prepare(
    `select m.tenant_id, m.slug, m.name, m.starts_on, m.ends_on, m.status, m.phase, m.is_open
     from guildhall.users u cross join lateral guildhall.memberships_of(u.id, $2::timestamptz) m where ${which}`,
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
export const entrantByName = entrant(byName('$1'))
export const membershipsByName = memberships(byName('$1'))
const entrantById = entrant('u.id = $1::uuid')
const membershipsById = memberships('u.id = $1::uuid')

/** Refused when the account has failed too often since it was checked: guesses sent all at once are still counted. */
const begin = prepare(
  `with s as (
     insert into guildhall.sessions (id, token_hash, user_id, created_at, seen_at, expires_at, ip, agent)
     select $1::uuid, $2::bytea, $3::uuid, $4::timestamptz, $4::timestamptz, $5::timestamptz, $6, $7
     where not exists (select 1 from guildhall.login_attempts where key = $8 and failures >= $9::int and window_start > $10::timestamptz)
     returning user_id
   ), forgotten as (delete from guildhall.login_attempts a using s where a.key = $8),
   told as (insert into guildhall.login_journal (at, event, user_id, tenant_id, ip, agent, way)
     select $4::timestamptz, 'login', user_id, $11::uuid, $6, $7, $12 from s)
   select user_id from s`,
)

export interface Entry {
  readonly at: string
  readonly tenantId: string | null
  /** A provider's short name, or `passkey`; null for a password. */
  readonly way: string | null
}

export interface EntranceOptions {
  readonly database: Database
  readonly clock: Clock
  readonly attempts: Attempts
  /** Told of everybody who came in, when, by what and where he lands. */
  readonly entered: (user: User, caller: Caller, entry: Entry) => Promise<void>
}

/** Whoever may be somebody's guest today, by id; null for who is unknown, shut out, or belongs nowhere. @throws 403 outside the days of his login */
export async function findEntrant(
  { database, clock }: Pick<EntranceOptions, 'database' | 'clock'>,
  userId: string,
): Promise<{ entrant: Entrant; memberships: readonly Membership[] } | null> {
  const [{ rows: users }, { rows }] = await database.run([
    bind(entrantById, userId, clock.now()),
    bind(membershipsById, userId, clock.now()),
  ])
  const [entrant] = users
  if (!isWelcome(entrant, rows)) return null
  if (!entrant.user.superadmin) refuseOutsideDays(rows)
  return { entrant, memberships: rows }
}

export function isWelcome(entrant: Entrant | undefined, memberships: readonly Membership[]): entrant is Entrant {
  if (!entrant?.user.active) return false
  return entrant.user.superadmin || memberships.some(({ status }) => status !== 'deactivated')
}

/** Says from when or until when a login holds, once it was shown who asks. */
export function refuseOutsideDays(memberships: readonly Membership[]): void {
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

/**
 * Begins a session for somebody who has shown who he is.
 * @param way by what: a provider's short name, or `passkey`; null for a password
 * @throws 429 when somebody else is guessing at the account
 */
export async function enter(
  { database, clock, attempts, entered }: EntranceOptions,
  { user, landing }: Entrant,
  memberships: readonly Membership[],
  { ip, agent }: Caller,
  way: string | null,
): Promise<SignedIn> {
  const token = newSecret()
  const sessionId = uuid()
  const at = clock.now()
  const until = new Date(Date.parse(at) + idleTime).toISOString()
  const since = new Date(Date.parse(at) - attemptWindow).toISOString()
  const account = userKey(user.id)
  const [{ rows }, counted] = await database.run([
    bind(
      begin,
      ...[sessionId, fingerprint(token), user.id, at, until, ip, agent],
      ...[account, accountLimit, since, landing, way],
    ),
    attempts.read(account),
  ])
  if (!rows[0]) throw tooManyAttempts({ retryAfter: attempts.waiting(counted.rows[0], accountLimit) || 1 })
  await entered(user, { ip, agent }, { at, tenantId: landing, way })
  const tenant = memberships.find(({ tenantId }) => tenantId === landing)
  return {
    token,
    sessionId,
    user,
    tenant: tenant ? { id: tenant.tenantId, slug: tenant.slug, name: tenant.name } : null,
  }
}
