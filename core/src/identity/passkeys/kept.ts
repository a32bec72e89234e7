import { prepare } from '../../database/statement.ts'
import { asInstant, asInstantOrNull } from '../../records/codec.ts'

/** A passkey as its owner sees it. */
export interface Passkey {
  readonly id: string
  readonly name: string
  readonly createdAt: string
  readonly usedAt: string | null
  /** Since when it lets nobody in, because there is a copy of it. */
  readonly stoppedAt: string | null
}

export const passkeysOf = prepare(
  `select id, name, created_at, used_at, stopped_at, credential_id, array_to_json(transports) from guildhall.passkeys
   where user_id = $1::uuid order by created_at, id`,
  ([id, name, createdAt, usedAt, stoppedAt, credentialId, transports]) => ({
    passkey: {
      id: String(id),
      name: String(name),
      createdAt: asInstant(String(createdAt)),
      usedAt: asInstantOrNull(usedAt),
      stoppedAt: asInstantOrNull(stoppedAt),
    } satisfies Passkey,
    credentialId: String(credentialId),
    transports: JSON.parse(transports ?? '[]') as readonly string[],
  }),
)
export const byCredential = prepare(
  `select k.id, k.user_id, k.name, encode(k.public_key, 'base64'), k.stopped_at is not null, guildhall.landing_of(k.user_id, $2::timestamptz)
   from guildhall.passkeys k where k.credential_id = $1`,
  ([id, userId, name, publicKey, isStopped, landing]) => ({
    id: String(id),
    userId: String(userId),
    name: String(name),
    publicKey: Buffer.from(String(publicKey), 'base64'),
    isStopped: isStopped === 't',
    landing: landing ?? null,
  }),
)
/** Nothing where there is one by that name of its authenticator, or as many as there may be. */
export const add = prepare(
  `insert into guildhall.passkeys (id, user_id, credential_id, public_key, counter, transports, name, created_at)
   select $1::uuid, $2::uuid, $3, $4::bytea, $5::bigint, $6::text[], $7, $8::timestamptz
   where (select count(*) from guildhall.passkeys where user_id = $2::uuid) < $9::int on conflict do nothing returning id`,
)
export const rename = prepare(
  'update guildhall.passkeys set name = $3 where id = $2::uuid and user_id = $1::uuid returning id',
)
export const remove = prepare(
  'delete from guildhall.passkeys where id = $2::uuid and user_id = $1::uuid returning name',
  ([name]) => String(name),
)
/** Counts only forward, in one step: of two uses with one count one comes through. Where an authenticator does not count, both are 0. */
export const use = prepare(
  `update guildhall.passkeys set counter = $2::bigint, used_at = $3::timestamptz
   where id = $1::uuid and stopped_at is null and (counter < $2::bigint or (counter = 0 and $2::bigint = 0)) returning id`,
)
export const stop = prepare(
  'update guildhall.passkeys set stopped_at = $2::timestamptz where id = $1::uuid and stopped_at is null returning id',
)
