import { prepare, type RawRow } from '../../database/statement.ts'
import { asInstant, asInstantOrNull } from '../../records/codec.ts'

export type RegistrationStatus = 'unverified' | 'waiting' | 'admitted' | 'refused'

/** Who asked to come in, as administrators see it. */
export interface Registration {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly status: RegistrationStatus
  readonly createdAt: string
  readonly verifiedAt: string | null
  readonly decidedAt: string | null
  readonly reason: string | null
}

const columns = 'r.id, r.email, r.name, r.status, r.created_at, r.verified_at, r.decided_at, r.reason'
const read = ([id, email, name, status, createdAt, verifiedAt, decidedAt, reason]: RawRow): Registration => ({
  id: String(id),
  email: String(email),
  name: String(name),
  status: status as RegistrationStatus,
  createdAt: asInstant(String(createdAt)),
  verifiedAt: asInstantOrNull(verifiedAt),
  decidedAt: asInstantOrNull(decidedAt),
  reason: reason ?? null,
})

export const insert = prepare(
  `with asked as (
     insert into guildhall.registrations (tenant_id, id, email, name, language, zone, status, created_at, expires_at, consented_at, consent)
     values ($1::uuid, $2::uuid, $3, $4, $5, $6, 'unverified', $7::timestamptz, $8::timestamptz, case when $9::jsonb is not null then $7::timestamptz end, $9::jsonb)
     returning tenant_id, id)
   insert into guildhall.registration_secrets (tenant_id, registration_id, token_hash, password_hash)
   select tenant_id, id, $10::bytea, $11 from asked`,
)

/** Who has an address, in this tenant and in the installation. */
export const known = prepare(
  `select (select p.name from guildhall.people p where p.tenant_id = $1::uuid and guildhall.email_key(p.email) = guildhall.email_key($2)),
     u.id, u.active, u.password_hash is not null
   from (values (1)) as one left join guildhall.users u on guildhall.email_key(u.email) = guildhall.email_key($2)`,
  ([person, user, isActive, hasPassword]) => ({
    isPerson: person !== null && person !== undefined,
    isShutOut: user != null && isActive !== 't',
    hasPassword: hasPassword === 't',
  }),
)

export interface Held {
  readonly id: string
  readonly email: string
  readonly name: string
  /** Whose password is asked for, if not the one that was chosen. */
  readonly userId: string | null
  readonly userHash: string | null
  readonly ownHash: string | null
}

/** Whose link it is, if it still opens anything. */
export const held = prepare(
  `select r.id, r.email, r.name, u.id, u.password_hash, s.password_hash
   from guildhall.registration_secrets s join guildhall.registrations r on r.tenant_id = s.tenant_id and r.id = s.registration_id
   left join guildhall.users u on guildhall.email_key(u.email) = guildhall.email_key(r.email)
   where s.tenant_id = $1::uuid and s.token_hash = $2::bytea and r.status = 'unverified' and r.expires_at > $3::timestamptz and u.active is not false`,
  ([id, email, name, userId, userHash, ownHash]): Held => ({
    id: String(id),
    email: String(email),
    name: String(name),
    userId: userId ?? null,
    userHash: userHash ?? null,
    ownHash: ownHash ?? null,
  }),
)

export interface Claimed {
  readonly email: string
  readonly name: string
  readonly language: string | null
  readonly zone: string | null
  readonly hash: string | null
}

/** Takes a registration from one state to another; of two who try at the same moment one does. */
export const claim = prepare(
  `update guildhall.registrations r set status = $4, verified_at = coalesce(r.verified_at, $5::timestamptz),
     decided_at = case when $4 <> 'waiting' then $5::timestamptz end, reason = $6
   from guildhall.registration_secrets s
   where r.tenant_id = $1::uuid and r.id = $2::uuid and r.status = $3 and s.tenant_id = r.tenant_id and s.registration_id = r.id
   returning r.email, r.name, r.language, r.zone, s.password_hash`,
  ([email, name, language, zone, hash]): Claimed => ({
    email: String(email),
    name: String(name),
    language: language ?? null,
    zone: zone ?? null,
    hash: hash ?? null,
  }),
)
export const settle = prepare(
  'update guildhall.registrations set person_id = $3::uuid where tenant_id = $1::uuid and id = $2::uuid',
)
export const forgetSecrets = prepare(
  'delete from guildhall.registration_secrets where tenant_id = $1::uuid and registration_id = $2::uuid',
)
/** What the same address asked for besides is over with it. */
export const forgetOthers = prepare(
  `delete from guildhall.registrations where tenant_id = $1::uuid and id <> $2::uuid and status in ('unverified', 'waiting')
   and guildhall.email_key(email) = guildhall.email_key($3)`,
)
export const one = prepare(
  `select ${columns} from guildhall.registrations r where r.tenant_id = $1::uuid and r.id = $2::uuid`,
  read,
)
export const page = prepare(
  `select ${columns} from guildhall.registrations r where r.tenant_id = $1::uuid and r.status = $2 order by r.created_at, r.id limit $3::int offset $4::int`,
  read,
)
export const count = prepare(
  'select count(*) from guildhall.registrations r where r.tenant_id = $1::uuid and r.status = $2',
  ([total]) => Number(total),
)
