import type { Clock } from '@guildhall/sdk'
import { type Actings, keepActings } from '../acting/acting.ts'
import { isLoopback } from '../config/loopback.ts'
import type { Database } from '../database/pool.ts'
import { bind, prepare } from '../database/statement.ts'
import { sqlState, violationOf } from '../database/violation.ts'
import { type Keys, keepKeys } from '../keys/keys.ts'
import type { Mailer } from '../mail/mailer.ts'
import type { Login } from '../people/keep-logins.ts'
import { type Account, keepAccounts } from './account.ts'
import { countAttempts } from './attempts.ts'
import type { EntranceOptions, SignedIn } from './entrance.ts'
import { lastSuperadmin, userNotFound } from './errors.ts'
import { type JournalEntry, journalEntry, type NewEntry, readJournal, readOwnJournal } from './journal.ts'
import { type Credentials, signIn } from './login.ts'
import { sendNotices } from './notices.ts'
import { requireOwnPassword } from './own-password.ts'
import { keepPasskeys, type Passkeys } from './passkeys/passkeys.ts'
import { requireSoundPassword } from './password-policy.ts'
import { hashPassword } from './passwords.ts'
import { rememberPlaces } from './places.ts'
import type { ArrivalOptions } from './providers/arrival.ts'
import { keepSignInProviders, type Providers } from './providers/sign-in.ts'
import { keepSecondFactors, type SecondFactor } from './second-factor/second-factor.ts'
import { endSessions, keepSessions, type Session, type Sessions } from './sessions.ts'
import { createUser, findUser, type NewUser, readUser, type User, userColumns } from './users.ts'

export interface IdentityOptions {
  readonly database: Database
  readonly clock: Clock
  readonly mailer: Mailer
  /** The installation's; secrets of authenticators are encrypted under a key made from it. */
  readonly secret: string
  /** Makes an invited person of a tenant one who came in; the tenancy's. */
  readonly join: (tenantId: string, userId: string) => Promise<void>
  /** Keeps it in the tenant's records that somebody signed in there. */
  readonly keepLogin: (login: Login) => Promise<void>
  /** Makes somebody a provider vouches for a person of a tenant; the tenancy's. */
  readonly admit: ArrivalOptions['admit']
  readonly publicUrl: string
  /** What went wrong with work nobody waits for: a mail, a note of when a session was seen. */
  readonly onError?: (error: unknown) => void
  /** Starts work that the answer does not wait for; detached unless given. */
  readonly later?: (work: () => Promise<void>) => void
}

/** Users of the installation and their sessions. */
export interface Identity {
  readonly sessions: Sessions
  readonly keys: Keys
  readonly actings: Actings
  readonly account: Account
  readonly secondFactor: SecondFactor
  readonly providers: Providers
  readonly passkeys: Passkeys
  signIn(credentials: Credentials): Promise<SignedIn>
  resolveSession(token: string, options?: { fresh?: boolean }): Promise<Session | null>
  /** The newest 200 entries of one tenant, or of the installation. */
  journal(tenantId: string | null): Promise<JournalEntry[]>
  ownJournal(userId: string): Promise<JournalEntry[]>
  /** Writes into the journal what happened now. */
  note(entry: Omit<NewEntry, 'at'>): Promise<void>
  createUser(user: NewUser): Promise<User>
  listUsers(): Promise<User[]>
  /** By address or nickname. @throws 404 */
  requireUser(name: string): Promise<User>
  /** @throws 404 */
  requireUserOf(id: string): Promise<User>
  /** Shuts a user out of the whole installation, or lets him in again. @throws 409 for the last superadmin */
  setActive(userId: string, active: boolean): Promise<void>
  /** Signs a user out everywhere. */
  endSessions(userId: string): Promise<void>
  /** By who runs the installation; ends all sessions. @throws 422 for a weak password */
  setPassword(userId: string, password: string): Promise<void>
}

const setActive = prepare('update guildhall.users set active = $2::boolean, epoch = epoch + 1 where id = $1::uuid')
const queueUp = prepare(`select pg_advisory_xact_lock(hashtextextended('superadmins', 0))`)
const requireSuperadmin = prepare(
  `select guildhall.ensure(exists (select 1 from guildhall.users where superadmin and active), 'superadmin')`,
)
const setHash = prepare(`update guildhall.users u set password_hash = $2 where u.id = $1::uuid`)
const byId = prepare(`select ${userColumns} from guildhall.users u where u.id = $1::uuid`, (row) => readUser(row))
const everybody = prepare(
  `select ${userColumns} from guildhall.users u order by guildhall.email_key(u.email) limit 10000`,
  (row) => readUser(row),
)

export function createIdentity({
  database,
  clock,
  mailer,
  secret,
  join,
  admit,
  keepLogin,
  publicUrl,
  onError = () => {},
  later = detached(onError),
}: IdentityOptions): Identity {
  const sessions = keepSessions({ database, clock, onError })
  const attempts = countAttempts(clock)
  const notify = sendNotices({ clock, mailer, later })
  const places = rememberPlaces(database, secret)
  // Nobody stays outside because something of it could not be kept.
  const entered: EntranceOptions['entered'] = async (user, caller, { at, tenantId, way }) => {
    const [isNew] = await Promise.all([
      places.note(user.id, caller, at).catch(onError),
      tenantId && keepLogin({ tenantId, userId: user.id, at, way }).catch(onError),
    ])
    if (isNew) notify(user, 'newPlace', { from: caller.ip ?? '–' })
  }
  const secondFactor = keepSecondFactors({
    database,
    clock,
    secret,
    requirePassword: (user, password) => requireOwnPassword({ database, attempts }, user, password, 'password'),
    tell: notify,
  })
  const providers = keepSignInProviders({
    ...{ database, clock, attempts, secondFactor, notify, entered, secret, admit, publicUrl },
    isDevelopment: isLoopback(new URL(publicUrl).hostname),
  })
  async function requireUserOf(id: string): Promise<User> {
    const [{ rows }] = await database.run([bind(byId, id)])
    if (!rows[0]) throw userNotFound()
    return rows[0]
  }
  return {
    sessions,
    actings: keepActings({ database, clock }),
    keys: keepKeys({ database, clock, attempts, publicUrl, onError }),
    account: keepAccounts({ database, clock, sessions, attempts, mailer, notify, join, later }),
    secondFactor,
    providers,
    passkeys: keepPasskeys({ database, clock, attempts, notify, entered, publicUrl }),
    signIn: (credentials) => signIn({ database, clock, attempts, secondFactor, entered }, credentials),
    resolveSession: sessions.resolve,
    journal: (tenantId) => readJournal(database, tenantId),
    ownJournal: (userId) => readOwnJournal(database, userId),
    async note(entry) {
      await database.run([journalEntry({ at: clock.now(), ...entry })])
    },
    createUser: (user) => createUser({ database, clock }, user),
    async listUsers() {
      const [{ rows }] = await database.run([bind(everybody)])
      return rows
    },
    async requireUser(name) {
      const [{ rows }] = await database.run([bind(findUser, name)])
      if (!rows[0]) throw userNotFound()
      return rows[0]
    },
    requireUserOf,
    async setActive(userId, active) {
      const ending = [endSessions(userId, clock.now(), 'deactivated'), bind(requireSuperadmin)]
      await database
        .run([bind(queueUp), bind(setActive, userId, active), ...(active ? [] : ending)])
        .catch((error: unknown) => {
          throw violationOf(error)?.code === sqlState.notAllowed ? lastSuperadmin() : error
        })
      sessions.forget(userId)
    },
    async endSessions(userId) {
      await database.run([
        endSessions(userId, clock.now(), 'revoked'),
        journalEntry({ at: clock.now(), event: 'logout', userId }),
      ])
      sessions.forget(userId)
    },
    async setPassword(userId, password) {
      requireSoundPassword(password, await requireUserOf(userId))
      await database.run([
        bind(setHash, userId, await hashPassword(password)),
        endSessions(userId, clock.now(), 'password'),
      ])
      sessions.forget(userId)
    },
  }
}

function detached(onError: (error: unknown) => void): (work: () => Promise<void>) => void {
  return (work) => void setImmediate(() => work().catch(onError))
}
