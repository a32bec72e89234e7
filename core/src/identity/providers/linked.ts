import { prepare } from '../../database/statement.ts'
import { asInstant, asInstantOrNull } from '../../records/codec.ts'

/** A provider by which a user comes in. */
export interface Link {
  /** The provider's short name. */
  readonly provider: string
  readonly label: string
  /** His address there. */
  readonly email: string | null
  readonly linkedAt: string
  readonly usedAt: string | null
}

export const linksOf = prepare(
  `select p.slug, p.label, l.email, l.linked_at, l.used_at from guildhall.provider_links l join guildhall.providers p on p.id = l.provider_id
   where l.user_id = $1::uuid order by l.linked_at, p.id`,
  ([provider, label, email, linkedAt, usedAt]): Link => ({
    provider: String(provider),
    label: String(label),
    email: email ?? null,
    linkedAt: asInstant(String(linkedAt)),
    usedAt: asInstantOrNull(usedAt),
  }),
)
export const ownerOf = prepare(
  `update guildhall.provider_links set used_at = $3::timestamptz, email = coalesce($4, email)
   where provider_id = $1::uuid and subject = $2 returning user_id`,
  ([userId]) => String(userId),
)
export const isLinkOf = prepare(
  'select user_id from guildhall.provider_links where provider_id = $1::uuid and subject = $2',
  ([userId]) => String(userId),
)
export const addLink = prepare(
  `insert into guildhall.provider_links (provider_id, subject, user_id, email, linked_at, used_at)
   values ($1::uuid, $2, $3::uuid, $4, $5::timestamptz, $5::timestamptz) on conflict do nothing returning user_id`,
)
export const removeLink = prepare(
  `delete from guildhall.provider_links l using guildhall.providers p
   where p.id = l.provider_id and p.slug = $2 and l.user_id = $1::uuid returning l.user_id`,
)
/** By his address, not his nickname; who runs the installation links himself, so that no provider decides over it. */
export const userByEmail = prepare(
  'select u.id from guildhall.users u where guildhall.email_key(u.email) = guildhall.email_key($1) and not u.superadmin',
  ([id]) => String(id),
)
