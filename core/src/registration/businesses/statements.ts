import { prepare } from '../../database/statement.ts'

export interface BusinessRegistration {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly hash: string | null
  readonly business: string
  readonly slug: string
  readonly preset: string | null
  readonly zone: string
  readonly language: string
  readonly currency: string
  readonly weekStart: number
  readonly status: 'unverified' | 'verified' | 'made'
  /** Who has the address already, and his password. */
  readonly userId: string | null
  readonly userHash: string | null
  /** Of the tenant that was made of it. */
  readonly madeId: string | null
  readonly madeSlug: string | null
}

const select = (where: string) =>
  prepare(
    `select b.id, b.email, b.name, b.password_hash, b.business, b.slug, b.preset, b.zone, b.language, b.currency, b.week_start, b.status,
       u.id, u.password_hash, t.id, t.slug
     from guildhall.business_registrations b left join guildhall.users u on guildhall.email_key(u.email) = guildhall.email_key(b.email)
     left join guildhall.tenants t on t.registration_id = b.id where u.active is not false and ${where}`,
    (row): BusinessRegistration => {
      const [id, email, name, hash, business, slug, preset, zone, language, currency, weekStart, status] = row
      const [userId = null, userHash = null, madeId = null, madeSlug = null] = row.slice(12)
      return {
        id: String(id),
        email: String(email),
        name: String(name),
        hash: hash ?? null,
        business: String(business),
        slug: String(slug),
        preset: preset ?? null,
        zone: String(zone),
        language: String(language),
        currency: String(currency),
        weekStart: Number(weekStart),
        status: status as BusinessRegistration['status'],
        ...{ userId, userHash, madeId, madeSlug },
      }
    },
  )

export const byToken = select('b.token_hash = $1::bytea and b.expires_at > $2::timestamptz')
export const byId = select('b.id = $1::uuid')
export const unfinished = prepare(
  `select id from guildhall.business_registrations where status = 'verified' order by verified_at limit 100`,
  ([id]) => String(id),
)
export const known = prepare(
  'select u.active, u.password_hash is not null from guildhall.users u where guildhall.email_key(u.email) = guildhall.email_key($1)',
  ([isActive, hasPassword]) => ({ isActive: isActive === 't', hasPassword: hasPassword === 't' }),
)
export const insert = prepare(
  `insert into guildhall.business_registrations (id, token_hash, email, name, password_hash, business, slug, preset, zone, language, currency,
     week_start, status, created_at, expires_at, consented_at, consent)
   values ($1::uuid, $2::bytea, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::int, 'unverified', $13::timestamptz, $14::timestamptz,
     case when $15::jsonb is not null then $13::timestamptz end, $15::jsonb)`,
)
export const verify = prepare(
  `update guildhall.business_registrations set status = 'verified', verified_at = $2::timestamptz where id = $1::uuid and status = 'unverified'`,
)
export const finish = prepare(
  `update guildhall.business_registrations set status = 'made', made_at = $2::timestamptz, password_hash = null where id = $1::uuid`,
)
