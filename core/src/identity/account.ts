import type { Clock } from '@guildhall/sdk'
import type { Database } from '../database/pool.ts'
import { bind, prepare } from '../database/statement.ts'
import type { Mailer } from '../mail/mailer.ts'
import { invalid } from '../records/errors.ts'
import { type Attempts, addressKey, addressLimit, nameKey, userKey } from './attempts.ts'
import { issueLink, type LinkHolder, readLink, useLink } from './links.ts'
import type { Notify } from './notices.ts'
import { hasPassword, requireOwnPassword } from './own-password.ts'
import { requireSoundPassword } from './password-policy.ts'
import { hashPassword } from './passwords.ts'
import { endSessions, type Session, type Sessions } from './sessions.ts'
import { findUser, readUser, takenBy, type User, userColumns } from './users.ts'

export interface AccountOptions {
  readonly database: Database
  readonly clock: Clock
  readonly sessions: Sessions
  readonly attempts: Attempts
  readonly mailer: Mailer
  readonly notify: Notify
  /** Makes an invited person one who came in. */
  readonly join: (tenantId: string, userId: string) => Promise<void>
  /** Work that the answer does not wait for; awaited by tests. */
  readonly later: (work: () => Promise<void>) => void
}

/** What a user does with his own login. */
export interface Account {
  /** Who comes in by a provider alone has none. */
  hasPassword(userId: string): Promise<boolean>
  /** What shows that it is he, where he has one. @throws 422 for a wrong one, 429 after too many */
  requirePassword(user: Pick<User, 'id'>, password: string | undefined): Promise<void>
  /** @throws 422 for a wrong present password or a weak new one, 429 after too many wrong ones */
  changePassword(session: Session, given: { current: string; password: string }): Promise<void>
  /** Sends a link to whoever has the address. Says nothing of whether there is anybody, neither in words nor in time. */
  askForReset(email: string, ip?: string | null): void
  /** @throws 410 for a link that is used or expired, 422 for a weak password */
  reset(secret: string, password: string): Promise<void>
  invitation(secret: string): Promise<LinkHolder>
  /** Takes up an invitation. Who already has a password keeps it. */
  accept(secret: string, password: string | undefined): Promise<LinkHolder>
  /** The user's own choices; null gives the choice back to the tenant. */
  update(
    userId: string,
    choices: { language?: string | null; zone?: string | null; login?: string | null },
  ): Promise<User>
  /** The first tenant of the next session. */
  rememberTenant(userId: string, tenantId: string): Promise<void>
}

const resetsAllowed = 5
const setHash = prepare('update guildhall.users set password_hash = $2 where id = $1::uuid')
const setFirstHash = prepare(
  'update guildhall.users set password_hash = $2, epoch = epoch + 1 where id = $1::uuid and password_hash is null',
)
const choose = prepare(
  `update guildhall.users u set language = case when $2::boolean then $3 else u.language end, zone = case when $4::boolean then $5 else u.zone end,
     login = case when $6::boolean then $7 else u.login end, epoch = u.epoch + 1 where u.id = $1::uuid returning ${userColumns}`,
  (row) => readUser(row),
)
const remember = prepare(
  'update guildhall.users set last_tenant_id = $2::uuid, epoch = epoch + 1 where id = $1::uuid and last_tenant_id is distinct from $2::uuid',
)

export function keepAccounts({
  database,
  clock,
  sessions,
  attempts,
  mailer,
  notify,
  join,
  later,
}: AccountOptions): Account {
  const links = { database, clock }

  async function setPassword(
    user: Pick<User, 'id' | 'email' | 'login'>,
    password: string,
    keep: string | null,
  ): Promise<void> {
    const hash = await hashPassword(password)
    await database.run([
      bind(setHash, user.id, hash),
      endSessions(user.id, clock.now(), 'password', keep),
      attempts.forget(userKey(user.id)),
    ])
    sessions.forget(user.id)
  }

  return {
    hasPassword: (id) => hasPassword(database, { id }),
    async requirePassword(user, password) {
      if (await hasPassword(database, user))
        await requireOwnPassword({ database, attempts }, user, password ?? '', 'password')
    },
    async changePassword({ user, sessionId }, { current, password }) {
      await requireOwnPassword({ database, attempts }, user, current, 'current')
      requireSoundPassword(password, user)
      await setPassword(user, password, sessionId)
      notify(user, 'passwordChanged')
    },
    askForReset(email, ip = null) {
      later(async () => {
        const isOften = !(await attempts.allow(database, `reset ${nameKey(email)}`, resetsAllowed))
        if (isOften || !(await attempts.allow(database, `reset ${addressKey(ip ?? '')}`, addressLimit))) return
        const [{ rows }] = await database.run([bind(findUser, email)])
        const [user] = rows
        if (!user?.active) return
        const { secret, expiresAt } = await issueLink(links, 'reset', user.id)
        const { name, language, zone } = user
        await mailer.send({
          to: { address: user.email, name },
          template: 'reset',
          language: language ?? 'en',
          ...(zone && { zone }),
          params: { name, expiresAt, path: `/reset?token=${secret}` },
        })
      })
    },
    async reset(secret, password) {
      requireSoundPassword(password, await readLink(links, 'reset', secret))
      const holder = await useLink(links, 'reset', secret)
      await setPassword({ ...holder, id: holder.userId }, password, null)
      notify(holder, 'passwordChanged')
    },
    invitation: (secret) => readLink(links, 'invitation', secret),
    async accept(secret, password) {
      const invited = await readLink(links, 'invitation', secret)
      if (!invited.hasPassword) {
        if (password === undefined) throw invalid({}, [{ path: 'password', code: 'validation.required' }])
        requireSoundPassword(password, invited)
      }
      const hash = !invited.hasPassword && password !== undefined ? await hashPassword(password) : null
      const holder = await useLink(links, 'invitation', secret)
      if (hash) await database.run([bind(setFirstHash, holder.userId, hash)])
      if (holder.tenant) await join(holder.tenant.id, holder.userId)
      sessions.forget(holder.userId)
      return holder
    },
    async update(userId, { language, zone, login }) {
      const given = (value: string | null | undefined) => [value !== undefined, value ?? null]
      const [{ rows }] = await database
        .run([bind(choose, userId, ...given(language), ...given(zone), ...given(login))])
        .catch((error: unknown) => {
          throw takenBy(error)
        })
      sessions.forget(userId)
      return rows[0] as User
    },
    async rememberTenant(userId, tenantId) {
      await database.run([bind(remember, userId, tenantId)])
    },
  }
}
