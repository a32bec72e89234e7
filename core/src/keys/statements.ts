import { prepare, type RawRow } from '../database/statement.ts'
import { readUser, type User, userColumns, userWidth } from '../identity/users.ts'
import { asInstant, asInstantOrNull } from '../records/codec.ts'

/** By a `bearer` key a program comes in that sends it, by a `signing` one another installation that signs with it. */
export type KeyKind = 'bearer' | 'signing'

/** A key as lists show it; of its secret nothing. */
export interface KeyEntry {
  readonly id: string
  readonly name: string
  readonly kind: KeyKind
  readonly scopes: readonly string[]
  readonly createdAt: string
  readonly expiresAt: string | null
  readonly usedAt: string | null
  readonly usedFrom: string | null
}

export interface OwnedKey extends KeyEntry {
  readonly owner: { readonly id: string | null; readonly name: string; readonly email: string }
}

export interface FoundKey {
  readonly user: User
  readonly tenant: { readonly id: string; readonly slug: string }
  readonly name: string
  readonly scopes: readonly string[]
  /** One of the two is there, in PostgreSQL's text form of bytea. */
  readonly hash: string | null
  readonly publicKey: string | null
  readonly expiresAt: string | null
  readonly usedAt: string | null
  readonly isRevoked: boolean
}

export const findKey = prepare(
  `select ${userColumns}, k.tenant_id, k.slug, k.name, to_jsonb(k.scopes), k.secret_hash, k.public_key, k.expires_at, k.used_at, k.revoked
   from guildhall.key_of($1::uuid) k join guildhall.users u on u.id = k.user_id`,
  (row): FoundKey => {
    const [tenantId, slug, name, scopes, hash, publicKey, expiresAt, usedAt, revoked] = row.slice(userWidth)
    return {
      user: readUser(row),
      tenant: { id: String(tenantId), slug: String(slug) },
      name: String(name),
      scopes: JSON.parse(String(scopes)) as string[],
      hash: hash ?? null,
      publicKey: publicKey ?? null,
      expiresAt: asInstantOrNull(expiresAt),
      usedAt: asInstantOrNull(usedAt),
      isRevoked: revoked === 't',
    }
  },
)

export const noteUse = prepare(
  'update guildhall.api_keys set used_at = $3::timestamptz, used_from = $4 where tenant_id = $1::uuid and id = $2::uuid',
)

/** Waits for the owner's other keys being made, so that many at once are counted; too many of them make none. */
export const queueUp = prepare(`select id from guildhall.users where id = $1::uuid for no key update`)
export const insertKey = prepare(
  `insert into guildhall.api_keys (tenant_id, id, user_id, name, scopes, secret_hash, public_key, created_at, expires_at)
   select $1::uuid, $2::uuid, $3::uuid, $4, $5::text[], $6::bytea, $7::bytea, $8::timestamptz, $9::timestamptz
   where (select count(*) from guildhall.api_keys k where k.tenant_id = $1::uuid and k.user_id = $3::uuid and k.revoked_at is null
     and (k.expires_at is null or k.expires_at > $8::timestamptz)) < $10::int
   returning id`,
)
/** An owner of null is anybody; his epoch tells every node. */
export const revokeKey = prepare(
  `with gone as (update guildhall.api_keys set revoked_at = $4::timestamptz
     where tenant_id = $1::uuid and id = $2::uuid and ($3::uuid is null or user_id = $3::uuid) and revoked_at is null returning user_id, name),
   epoch as (update guildhall.users u set epoch = u.epoch + 1 from gone where u.id = gone.user_id)
   select user_id, name from gone`,
  ([userId, name]) => ({ userId: String(userId), name: String(name) }),
)

/** Waits for whoever spends the same at the same time; then only the first gets it. */
export const spendNonce = prepare(
  `insert into guildhall.key_nonces (tenant_id, key_id, nonce, expires_at) values ($1::uuid, $2::uuid, $3, $4::timestamptz)
   on conflict do nothing returning nonce`,
  ([nonce]) => nonce,
)

const columns =
  'k.id, k.name, k.public_key is not null, to_jsonb(k.scopes), k.created_at, k.expires_at, k.used_at, k.used_from'
const readEntry = ([id, name, isSigning, scopes, createdAt, expiresAt, usedAt, usedFrom]: RawRow): KeyEntry => ({
  id: String(id),
  name: String(name),
  kind: isSigning === 't' ? 'signing' : 'bearer',
  scopes: JSON.parse(String(scopes)) as string[],
  createdAt: asInstant(String(createdAt)),
  expiresAt: asInstantOrNull(expiresAt),
  usedAt: asInstantOrNull(usedAt),
  usedFrom: usedFrom ?? null,
})

export const selectOwn = prepare(
  `select ${columns} from guildhall.api_keys k where k.tenant_id = $1::uuid and k.user_id = $2::uuid and k.revoked_at is null
   order by k.created_at desc, k.id desc limit 200`,
  readEntry,
)
export const selectAll = prepare(
  `select ${columns}, m.person_id, u.name, u.email from guildhall.api_keys k join guildhall.users u on u.id = k.user_id
   left join guildhall.memberships m on m.tenant_id = k.tenant_id and m.user_id = k.user_id
   where k.tenant_id = $1::uuid and k.revoked_at is null order by k.created_at desc, k.id desc limit $2::int offset $3::int`,
  (row): OwnedKey => {
    const [person, name, email] = row.slice(8)
    return { ...readEntry(row), owner: { id: person ?? null, name: String(name), email: String(email) } }
  },
)
export const countAll = prepare(
  'select count(*) from guildhall.api_keys where tenant_id = $1::uuid and revoked_at is null',
  ([count]) => Number(count),
)
/** All keys of a person in a tenant; to be sent with what is the reason for it. */
export const revokeOfPerson = prepare(
  `update guildhall.api_keys k set revoked_at = $3::timestamptz from guildhall.memberships m
   where m.tenant_id = $1::uuid and m.person_id = $2::uuid and k.tenant_id = m.tenant_id and k.user_id = m.user_id and k.revoked_at is null`,
)
export const mailOfKey = prepare(
  `select u.email, u.name, u.language, u.zone, k.name, k.created_at, k.expires_at
   from guildhall.api_keys k join guildhall.users u on u.id = k.user_id
   where k.tenant_id = $1::uuid and k.id = $2::uuid and k.revoked_at is null`,
  ([email, name, language, zone, key, at, expiresAt]) => ({
    email: String(email),
    name: String(name),
    language: language ?? null,
    zone: zone ?? null,
    key: String(key),
    at: asInstant(String(at)),
    expiresAt: asInstantOrNull(expiresAt),
  }),
)
