import type { Clock } from '@guildhall/sdk'
import type { Database } from '../database/pool.ts'
import { bind, prepare } from '../database/statement.ts'
import { asInstant } from '../records/codec.ts'
import { linkInvalid } from './errors.ts'
import { fingerprint, newSecret } from './secrets.ts'

/** How long a link in a mail can be followed. */
export const linkTimes = { invitation: 7 * 86_400_000, reset: 3_600_000 } as const
export type LinkPurpose = keyof typeof linkTimes

export interface Link {
  readonly secret: string
  readonly expiresAt: string
}

/** Whose link it is. */
export interface LinkHolder {
  readonly userId: string
  readonly email: string
  readonly login: string | null
  readonly name: string
  readonly hasPassword: boolean
  readonly tenant: { readonly id: string; readonly slug: string; readonly name: string } | null
}

const insert = prepare(
  `with older as (delete from guildhall.tokens where user_id = $3::uuid and purpose = $2 and tenant_id is not distinct from $4::uuid and used_at is null)
   insert into guildhall.tokens (token_hash, purpose, user_id, tenant_id, created_at, expires_at)
   values ($1::bytea, $2, $3::uuid, $4::uuid, $5::timestamptz, $6::timestamptz) returning expires_at`,
  ([expiresAt]) => asInstant(String(expiresAt)),
)
const holder = `select u.id, u.email, u.login, u.name, u.password_hash is not null, t.id, t.slug, t.name
  from k join guildhall.users u on u.id = k.user_id left join guildhall.tenants t on t.id = k.tenant_id`
const decode = ([userId, email, login, name, hasPassword, id, slug, title]: readonly (
  | string
  | null
)[]): LinkHolder => ({
  userId: String(userId),
  email: String(email),
  login: login ?? null,
  name: String(name),
  hasPassword: hasPassword === 't',
  tenant: id ? { id, slug: String(slug), name: String(title) } : null,
})
const open = 'token_hash = $1::bytea and purpose = $2 and used_at is null and expires_at > $3::timestamptz'
const look = prepare(`with k as (select user_id, tenant_id from guildhall.tokens where ${open}) ${holder}`, decode)
const use = prepare(
  `with k as (update guildhall.tokens set used_at = $3::timestamptz where ${open} returning user_id, tenant_id) ${holder}`,
  decode,
)

interface Deps {
  readonly database: Database
  readonly clock: Clock
}

/** A new link for a mail; those sent before for the same purpose no longer open anything. */
export async function issueLink(
  { database, clock }: Deps,
  purpose: LinkPurpose,
  userId: string,
  tenantId: string | null = null,
): Promise<Link> {
  const secret = newSecret()
  const at = clock.now()
  const until = new Date(Date.parse(at) + linkTimes[purpose]).toISOString()
  const [{ rows }] = await database.run([bind(insert, fingerprint(secret), purpose, userId, tenantId, at, until)])
  return { secret, expiresAt: rows[0] ?? until }
}

/** Who holds a link, without using it. @throws 410 */
export async function readLink({ database, clock }: Deps, purpose: LinkPurpose, secret: string): Promise<LinkHolder> {
  const [{ rows }] = await database.run([bind(look, fingerprint(secret), purpose, clock.now())])
  if (!rows[0]) throw linkInvalid()
  return rows[0]
}

/** Uses a link up. Of two who follow it at the same moment one comes through. @throws 410 */
export async function useLink({ database, clock }: Deps, purpose: LinkPurpose, secret: string): Promise<LinkHolder> {
  const [{ rows }] = await database.run([bind(use, fingerprint(secret), purpose, clock.now())])
  if (!rows[0]) throw linkInvalid()
  return rows[0]
}
