import type { Clock } from '@guildhall/sdk'
import { v7 as uuid } from 'uuid'
import type { Database } from '../database/pool.ts'
import { bind, prepare, type RawRow } from '../database/statement.ts'
import { sqlState, violationOf } from '../database/violation.ts'
import { emailTaken, loginTaken } from './errors.ts'
import { requireSoundPassword } from './password-policy.ts'
import { hashPassword } from './passwords.ts'

/** One natural person of the installation: an address, a password, nothing of any business. */
export interface User {
  readonly id: string
  readonly email: string
  readonly login: string | null
  readonly name: string
  /** BCP 47 and IANA; the tenant's count unless set. */
  readonly language: string | null
  readonly zone: string | null
  readonly superadmin: boolean
  readonly active: boolean
  readonly epoch: number
}

export const userColumns = 'u.id, u.email, u.login, u.name, u.language, u.zone, u.superadmin, u.active, u.epoch'
export const userWidth = 9

export function readUser(row: RawRow, at = 0): User {
  const [id, email, login, name, language, zone, superadmin, active, epoch] = row.slice(at, at + userWidth)
  return {
    id: String(id),
    email: String(email),
    login: login ?? null,
    name: String(name),
    language: language ?? null,
    zone: zone ?? null,
    superadmin: superadmin === 't',
    active: active === 't',
    epoch: Number(epoch),
  }
}

export interface NewUser {
  readonly email: string
  readonly name: string
  readonly login?: string | null
  readonly password?: string
  readonly language?: string | null
  readonly zone?: string | null
  readonly superadmin?: boolean
}

const insert = prepare(
  `insert into guildhall.users as u (id, email, login, name, password_hash, language, zone, superadmin, created_at)
   values ($1::uuid, $2, $3, $4, $5, $6, $7, $8::boolean, $9::timestamptz) returning ${userColumns}`,
  (row) => readUser(row),
)

/**
 * A user without a tenant, as the installation's superadmins are.
 * @throws 409 when address or nickname belong to somebody, 422 for a weak password
 */
export async function createUser(
  { database, clock }: { database: Database; clock: Clock },
  given: NewUser,
): Promise<User> {
  const { email, name, login = null, password, language = null, zone = null, superadmin = false } = given
  if (password !== undefined) requireSoundPassword(password, { email, login })
  const hash = password === undefined ? null : await hashPassword(password)
  const [{ rows }] = await database
    .run([bind(insert, uuid(), plainEmail(email), login, name, hash, language, zone, superadmin, clock.now())])
    .catch((error: unknown) => {
      throw takenBy(error)
    })
  return rows[0] as User
}

/** The one user with this address or nickname. */
export const findUser = prepare(`select ${userColumns} from guildhall.users u where ${byName('$1')}`, (row) =>
  readUser(row),
)

/** An SQL condition on `u`. An address has an @ and a nickname has none, so that one name never means two users. */
export function byName(parameter: string): string {
  return `(guildhall.email_key(u.email) = guildhall.email_key(${parameter}) or guildhall.email_key(u.login) = guildhall.email_key(${parameter}))`
}

export function plainEmail(email: string): string {
  return email.normalize('NFC').trim()
}

/** A violated unique key of the users in words; other errors unchanged. */
export function takenBy(error: unknown): unknown {
  const violation = violationOf(error)
  if (violation?.code !== sqlState.unique) return error
  if (violation.constraint === 'users_login_key') return loginTaken({}, [{ path: 'login', code: loginTaken.code }])
  return violation.constraint === 'users_email_key' ? emailTaken({}, [{ path: 'email', code: emailTaken.code }]) : error
}
