import type { Clock } from '@guildhall/sdk'
import { LRUCache } from 'lru-cache'
import type { Database } from '../database/pool.ts'
import { type BoundStatement, bind, prepare } from '../database/statement.ts'
import { asInstant } from '../records/codec.ts'
import { sessionNotFound } from './errors.ts'
import type { Caller } from './journal.ts'
import { fingerprint } from './secrets.ts'
import { readUser, type User, userColumns, userWidth } from './users.ts'

/** A session ends so long after it was last seen, */
export const idleTime = 14 * 86_400_000
/** and so long after it began in any case. */
export const longestTime = 90 * 86_400_000
/** Being seen is written down only so often. */
const seenEvery = 5 * 60_000

export interface Session {
  readonly userId: string
  readonly sessionId: string
  readonly superadmin: boolean
  readonly user: User
}

export interface SessionEntry extends Caller {
  readonly id: string
  readonly createdAt: string
  readonly seenAt: string
  readonly current: boolean
}

export type SessionEnd = 'logout' | 'revoked' | 'password' | 'deactivated'

export interface Sessions {
  /**
   * Whose token this is; null for one that ended, expired or never was. Answers from memory where it can: whoever reads or writes records
   * learns from the user's epoch when that is out of date and asks again, `fresh`.
   */
  resolve(token: string, options?: { fresh?: boolean }): Promise<Session | null>
  list(userId: string, current?: string): Promise<SessionEntry[]>
  /** Ends one session of a user. @throws 404 */
  end(userId: string, sessionId: string, by: SessionEnd, caller?: Partial<Caller>): Promise<void>
  /** Ends what has expired and writes it into the journal; for a job. */
  sweep(): Promise<number>
  /** Takes what is remembered of a user out of this process. */
  forget(userId: string): void
}

interface Remembered extends Session {
  readonly expiresAt: number
  readonly begunAt: number
  seenAt: number
}

const find = prepare(
  `select ${userColumns}, s.id, s.created_at, s.seen_at, s.expires_at, s.ended_at is not null
   from guildhall.sessions s join guildhall.users u on u.id = s.user_id where s.token_hash = $1::bytea`,
  (row) => {
    const [id, createdAt, seenAt, expiresAt, ended] = row.slice(userWidth)
    const at = (text: string | null | undefined) => Date.parse(asInstant(String(text)))
    return {
      user: readUser(row),
      sessionId: String(id),
      begunAt: at(createdAt),
      seenAt: at(seenAt),
      expiresAt: at(expiresAt),
      ended: ended === 't',
    }
  },
)
const see = prepare(
  'update guildhall.sessions set seen_at = $2::timestamptz, expires_at = $3::timestamptz where id = $1::uuid and ended_at is null',
)
const expire = (which: string) =>
  prepare(
    `with gone as (update guildhall.sessions set ended_at = $1::timestamptz, ended_by = 'expired'
       where ended_at is null and expires_at <= $1::timestamptz and ${which} returning user_id, ip, agent)
     insert into guildhall.login_journal (at, event, user_id, tenant_id, ip, agent)
     select $1::timestamptz, 'expiry', g.user_id, guildhall.landing_of(g.user_id, $1::timestamptz), g.ip, g.agent
     from gone g`,
  )
const expireOne = expire('id = $2::uuid')
const expireAll = expire('true')
const listOf = prepare(
  `select id, created_at, seen_at, ip, agent from guildhall.sessions
   where user_id = $1::uuid and ended_at is null and expires_at > $2::timestamptz order by seen_at desc limit 200`,
  ([id, createdAt, seenAt, ip, agent]) => ({
    id: String(id),
    createdAt: asInstant(String(createdAt)),
    seenAt: asInstant(String(seenAt)),
    ip: ip ?? null,
    agent: agent ?? null,
  }),
)
const endOne = prepare(
  `with done as (update guildhall.sessions set ended_at = $3::timestamptz, ended_by = $4
       where id = $2::uuid and user_id = $1::uuid and ended_at is null returning user_id),
     epoch as (update guildhall.users u set epoch = u.epoch + 1 from done where u.id = done.user_id),
     told as (insert into guildhall.login_journal (at, event, user_id, tenant_id, ip, agent)
       select $3::timestamptz, 'logout', user_id, guildhall.landing_of(user_id, $3::timestamptz), $5, $6 from done)
   select count(*) from done`,
  ([count]) => Number(count),
)

export interface SessionOptions {
  readonly database: Database
  readonly clock: Clock
  /** How many sessions this process remembers. */
  readonly remembered?: number
  readonly onError?: (error: unknown) => void
}

export function keepSessions({ database, clock, remembered = 50_000, onError = () => {} }: SessionOptions): Sessions {
  const known = new LRUCache<string, Remembered>({ max: remembered })
  const present = () => Date.parse(clock.now())

  function noteSeen(session: Remembered): void {
    const now = present()
    if (now - session.seenAt < seenEvery) return
    session.seenAt = now
    const until = Math.min(now + idleTime, session.begunAt + longestTime)
    database.run([bind(see, session.sessionId, clock.now(), new Date(until).toISOString())]).catch(onError)
  }

  function forget(userId: string): void {
    for (const [key, { user }] of known.entries()) if (user.id === userId) known.delete(key)
  }

  return {
    async resolve(token, { fresh = false } = {}) {
      const key = fingerprint(token)
      const held = known.get(key)
      // Being seen moves the end further on, so what is remembered of it is only ever too early.
      if (held && !fresh && present() < held.expiresAt) {
        noteSeen(held)
        return held
      }
      known.delete(key)
      const [{ rows }] = await database.run([bind(find, key)])
      const [found] = rows
      if (!found || found.ended || !found.user.active) return null
      if (found.expiresAt <= present()) {
        await database.run([bind(expireOne, clock.now(), found.sessionId)])
        return null
      }
      const { user, sessionId, begunAt, seenAt, expiresAt } = found
      const session: Remembered = {
        userId: user.id,
        sessionId,
        superadmin: user.superadmin,
        user,
        begunAt,
        seenAt,
        expiresAt,
      }
      known.set(key, session)
      noteSeen(session)
      return session
    },
    async list(userId, current) {
      const [{ rows }] = await database.run([bind(listOf, userId, clock.now())])
      return rows.map((row) => ({ ...row, current: row.id === current }))
    },
    async end(userId, sessionId, by, { ip = null, agent = null } = {}) {
      const [{ rows }] = await database.run([bind(endOne, userId, sessionId, clock.now(), by, ip, agent)])
      if (!rows[0]) throw sessionNotFound()
      forget(userId)
    },
    async sweep() {
      const [{ affected }] = await database.run([bind(expireAll, clock.now())])
      return affected
    },
    forget,
  }
}

const endAll = prepare(
  `with done as (update guildhall.sessions set ended_at = $2::timestamptz, ended_by = $3
     where user_id = $1::uuid and ended_at is null and id is distinct from $4::uuid)
   update guildhall.users set epoch = epoch + 1 where id = $1::uuid`,
)

/** Ends all sessions of a user, but one if it is given; to be sent with what is the reason for it. */
export function endSessions(userId: string, at: string, by: SessionEnd, except: string | null = null): BoundStatement {
  return bind(endAll, userId, at, by, except)
}
