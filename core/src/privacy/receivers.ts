import { prepare, type RawRow } from '../database/statement.ts'

const decode = ([email, name, language, zone]: RawRow) => ({
  email: String(email),
  name: String(name),
  language: language ?? null,
  zone: zone ?? null,
})

/** A person's own address, whether the card is he among the people or another that stands for him. */
export const receiverOf = prepare(
  `select u.email, u.name, u.language, u.zone from guildhall.memberships m join guildhall.users u on u.id = m.user_id
   where m.tenant_id = $1::uuid and m.person_id = $2::uuid`,
  decode,
)
export const userById = prepare('select email, name, language, zone from guildhall.users where id = $1::uuid', decode)
export const administrators = prepare(
  `select p.email, p.name, coalesce(u.language, p.language), coalesce(u.zone, p.zone) from guildhall.people p
   left join guildhall.memberships m on m.tenant_id = p.tenant_id and m.person_id = p.id left join guildhall.users u on u.id = m.user_id
   where p.tenant_id = $1::uuid and p.status = 'active' and exists (select from guildhall.people__roles l join guildhall.roles r on r.tenant_id = l.tenant_id
     and r.id = l.target_id where l.tenant_id = p.tenant_id and l.owner_id = p.id and r.archetype = 'admin') order by p.id limit 50`,
  decode,
)
/** The user of a person who can come in, of several cards. */
export const receiverIn = prepare(
  `select m.user_id from guildhall.memberships m join guildhall.people p on p.tenant_id = m.tenant_id and p.id = m.person_id and p.status = 'active'
   join guildhall.users u on u.id = m.user_id and u.active
   where m.tenant_id = $1::uuid and m.person_id = any($2::uuid[]) and (p.ends_on is null or p.ends_on >= $3::timestamptz::date) limit 1`,
  ([id]) => String(id),
)
