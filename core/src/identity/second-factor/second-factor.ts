import type { Clock } from '@guildhall/sdk'
import { decrypt, encrypt, keyFor } from '../../config/cipher.ts'
import type { Database } from '../../database/pool.ts'
import { bind, prepare } from '../../database/statement.ts'
import { asInstantOrNull } from '../../records/codec.ts'
import { invalid } from '../../records/errors.ts'
import { codeWrong, factorMissing, factorOn } from '../errors.ts'
import { type Caller, journalEntry } from '../journal.ts'
import type { Notify } from '../notices.ts'
import type { Session } from '../sessions.ts'
import type { User } from '../users.ts'
import { type NewAuthenticator, newAuthenticator, stepOf } from './authenticator.ts'
import { hashOfCode, newRecoveryCodes, readRecoveryCode } from './recovery-codes.ts'

export interface SecondFactorOptions {
  readonly database: Database
  readonly clock: Clock
  /** The installation's. */
  readonly secret: string
  /** @throws 422 unless it is the user's present password, 429 after too many wrong ones */
  readonly requirePassword: (user: User, password: string) => Promise<void>
  /** Tells the user by mail. */
  readonly tell: Notify
}

export interface SecondFactorStatus {
  readonly isOn: boolean
  readonly since: string | null
  /** That were not used yet. */
  readonly recoveryCodes: number
}

/** What a user shows besides his password, once he has set it up. */
export interface SecondFactor {
  status(userId: string): Promise<SecondFactorStatus>
  /** A new authenticator; it counts once a code of it has been shown. @throws 409 when there is one that counts */
  begin(session: Session, password: string): Promise<NewAuthenticator>
  /** @returns the recovery codes, which are never shown again @throws 422 for a wrong code */
  confirm(session: Session, code: string, caller: Caller): Promise<readonly string[]>
  /** New ones instead of those there are. */
  renewRecoveryCodes(session: Session, password: string): Promise<readonly string[]>
  turnOff(session: Session, password: string, caller: Caller): Promise<void>
  /** By who runs the installation, for somebody who has lost everything. */
  remove(user: User): Promise<void>
  /** Whether a code is right now; it never is again. */
  accept(user: User, code: string, caller: Caller): Promise<boolean>
}

interface Kept {
  readonly secret: Buffer
  readonly confirmedAt: string | null
}

const begin = prepare(
  `insert into guildhall.authenticators as a (user_id, secret, created_at) values ($1::uuid, $2::bytea, $3::timestamptz)
   on conflict (user_id) do update set secret = excluded.secret, created_at = excluded.created_at where a.confirmed_at is null returning user_id`,
)
const find = prepare(
  `select encode(secret, 'base64'), confirmed_at from guildhall.authenticators where user_id = $1::uuid`,
  ([secret, confirmedAt]): Kept => ({
    secret: Buffer.from(String(secret), 'base64'),
    confirmedAt: asInstantOrNull(confirmedAt),
  }),
)
const confirm = prepare(
  `update guildhall.authenticators set confirmed_at = $2::timestamptz, last_step = $3::bigint
   where user_id = $1::uuid and confirmed_at is null returning user_id`,
)
const advance = prepare(
  `update guildhall.authenticators set last_step = $2::bigint
   where user_id = $1::uuid and confirmed_at is not null and last_step < $2::bigint returning user_id`,
)
const remove = prepare('delete from guildhall.authenticators where user_id = $1::uuid returning confirmed_at')
const forgetCodes = prepare('delete from guildhall.recovery_codes where user_id = $1::uuid')
const addCodes = prepare(
  `insert into guildhall.recovery_codes (user_id, code_hash) select a.user_id, code::bytea
   from guildhall.authenticators a, unnest($2::text[]) as code where a.user_id = $1::uuid and a.confirmed_at is not null`,
)
const useCode = prepare(
  `update guildhall.recovery_codes set used_at = $3::timestamptz
   where user_id = $1::uuid and code_hash = $2::bytea and used_at is null returning user_id`,
)
const countCodes = prepare(
  'select count(*) from guildhall.recovery_codes where user_id = $1::uuid and used_at is null',
  ([count]) => Number(count),
)

export function keepSecondFactors({
  database,
  clock,
  secret,
  requirePassword,
  tell,
}: SecondFactorOptions): SecondFactor {
  const sealing = keyFor(secret, 'guildhall authenticators')
  const hashing = keyFor(secret, 'guildhall recovery codes')
  const open = (userId: string, { secret }: Kept) => decrypt(sealing, secret, userId).toString()

  async function kept(userId: string): Promise<Kept | undefined> {
    const [{ rows }] = await database.run([bind(find, userId)])
    return rows[0]
  }

  /** @throws 409 when it is not on any more */
  async function giveCodes(userId: string): Promise<readonly string[]> {
    const codes = newRecoveryCodes()
    const hashes = codes.map((code) => hashOfCode(hashing, userId, code))
    const [, { affected }] = await database.run([bind(forgetCodes, userId), bind(addCodes, userId, hashes)])
    if (affected === 0) throw factorMissing()
    return codes
  }

  return {
    async status(userId) {
      const [found, codes] = await database.run([bind(find, userId), bind(countCodes, userId)])
      const since = found.rows[0]?.confirmedAt ?? null
      return { isOn: since !== null, since, recoveryCodes: codes.rows[0] ?? 0 }
    },
    async begin({ user }, password) {
      await requirePassword(user, password)
      const made = await newAuthenticator(user.email)
      const sealed = encrypt(sealing, Buffer.from(made.secret), user.id)
      const [{ rows }] = await database.run([bind(begin, user.id, `\\x${sealed.toString('hex')}`, clock.now())])
      if (!rows[0]) throw factorOn()
      return made
    },
    async confirm({ user }, code, caller) {
      const found = await kept(user.id)
      if (!found) throw factorMissing()
      if (found.confirmedAt) throw factorOn()
      const at = clock.now()
      const step = await stepOf(open(user.id, found), code, at)
      if (step === null) throw invalid({}, [{ path: 'code', code: codeWrong.code }])
      const [{ rows }] = await database.run([bind(confirm, user.id, at, step)])
      if (!rows[0]) throw factorOn()
      const codes = await giveCodes(user.id)
      await database.run([journalEntry({ at, event: 'factor-on', userId: user.id, ...caller })])
      tell(user, 'secondFactorOn')
      return codes
    },
    async renewRecoveryCodes({ user }, password) {
      await requirePassword(user, password)
      return giveCodes(user.id)
    },
    async turnOff({ user }, password, caller) {
      await requirePassword(user, password)
      const [{ rows }] = await database.run([bind(remove, user.id)])
      if (!rows[0]?.[0]) return
      await database.run([journalEntry({ at: clock.now(), event: 'factor-off', userId: user.id, ...caller })])
      tell(user, 'secondFactorOff')
    },
    async remove(user) {
      const [{ rows }] = await database.run([bind(remove, user.id)])
      if (!rows[0]?.[0]) throw factorMissing()
      await database.run([journalEntry({ at: clock.now(), event: 'factor-off', userId: user.id })])
      tell(user, 'secondFactorOff')
    },
    async accept(user, typed, caller) {
      const at = clock.now()
      const recovery = readRecoveryCode(typed)
      if (recovery) {
        const [{ rows }] = await database.run([bind(useCode, user.id, hashOfCode(hashing, user.id, recovery), at)])
        if (!rows[0]) return false
        await database.run([journalEntry({ at, event: 'recovery', userId: user.id, ...caller })])
        tell(user, 'recoveryCodeUsed')
        return true
      }
      const found = await kept(user.id)
      const step = found && (await stepOf(open(user.id, found), typed.replaceAll(/\s/g, ''), at))
      if (step == null) return false
      const [{ rows }] = await database.run([bind(advance, user.id, step)])
      return rows.length > 0
    },
  }
}
