import { prepare } from '../database/statement.ts'
import { asInstant } from '../records/codec.ts'
import type { Acting } from './acting.ts'

export const findActing = prepare(
  `select id, tenant_id, slug, by_user_id, by_name, for_user_id, person_id, actor_id, reason, ends_at
   from guildhall.acting_of($1::bytea, $2::uuid, $3::timestamptz)`,
  ([id, tenantId, slug, byUser, byName, userId, personId, actorId, reason, endsAt]): Acting => ({
    id: String(id),
    tenant: { id: String(tenantId), slug: String(slug) },
    by: { userId: String(byUser), name: String(byName) },
    userId: String(userId),
    personId: String(personId),
    actorId: String(actorId),
    reason: String(reason),
    until: asInstant(String(endsAt)),
  }),
)

export const findPerson = prepare(
  `select m.user_id, p.name, p.status = 'active' and u.active and not u.superadmin,
     (select to_jsonb(array_agg(l.target_id)) from guildhall.people__roles l where l.tenant_id = p.tenant_id and l.owner_id = p.id)
   from guildhall.people p join guildhall.memberships m on m.tenant_id = p.tenant_id and m.person_id = p.id
   join guildhall.users u on u.id = m.user_id where p.tenant_id = $1::uuid and p.id = $2::uuid`,
  ([userId, name, isOpen, roles]) => ({
    userId: String(userId),
    name: String(name),
    isOpen: isOpen === 't',
    roles: JSON.parse(roles ?? '[]') as string[],
  }),
)

/** Made the first time and kept for ever, like every actor. */
export const actorOf = prepare(
  `insert into guildhall.actors as a (tenant_id, id, kind, person_id, user_id, label) values ($1::uuid, $2::uuid, 'acting', $3::uuid, $4::uuid, $5)
   on conflict (tenant_id, user_id, person_id) where kind = 'acting' do update set label = excluded.label returning id`,
  ([id]) => String(id),
)

export const insertActing = prepare(
  `insert into guildhall.actings (tenant_id, id, token_hash, session_id, by_user_id, for_user_id, person_id, actor_id, reason, began_at, ends_at)
   values ($1::uuid, $2::uuid, $3::bytea, $4::uuid, $5::uuid, $6::uuid, $7::uuid, $8::uuid, $9, $10::timestamptz, $11::timestamptz)`,
)

/** The person's epoch tells every node. */
export const endActing = prepare(
  `with gone as (update guildhall.actings set ended_at = $3::timestamptz
     where tenant_id = $1::uuid and id = $2::uuid and ended_at is null returning by_user_id, for_user_id, reason),
   epoch as (update guildhall.users u set epoch = u.epoch + 1 from gone where u.id = gone.for_user_id),
   told as (insert into guildhall.login_journal (at, event, user_id, tenant_id, ip, agent, by_user_id, reason)
     select $3::timestamptz, 'acting-ended', for_user_id, $1::uuid, $4, $5, by_user_id, reason from gone)
   select count(*) from gone`,
  ([count]) => Number(count),
)

export const tellBegun = prepare(
  `insert into guildhall.login_journal (at, event, user_id, tenant_id, ip, agent, by_user_id, reason)
   values ($1::timestamptz, 'acting-begun', $2::uuid, $3::uuid, $4, $5, $6::uuid, $7)`,
)

/** What has run out, of all tenants; for who tidies, as the owner. Its journal says when it really ended. */
export const sweepActings = `
  with gone as (
    update guildhall.actings a set ended_at = least(a.ends_at, coalesce(s.ended_at, a.ends_at)) from guildhall.sessions s
    where s.id = a.session_id and a.ended_at is null and (a.ends_at <= $1::timestamptz or s.ended_at is not null)
    returning a.tenant_id, a.by_user_id, a.for_user_id, a.reason, a.ended_at)
  insert into guildhall.login_journal (at, event, user_id, tenant_id, by_user_id, reason)
  select ended_at, 'acting-ended', for_user_id, tenant_id, by_user_id, reason from gone`

export const mailOfActing = prepare(
  `select f.email, p.name, coalesce(p.language, f.language), coalesce(p.zone, f.zone), b.name, a.reason, a.began_at
   from guildhall.actings a join guildhall.users b on b.id = a.by_user_id join guildhall.users f on f.id = a.for_user_id
   join guildhall.people p on p.tenant_id = a.tenant_id and p.id = a.person_id
   where a.tenant_id = $1::uuid and a.id = $2::uuid`,
  ([email, name, language, zone, by, reason, at]) => ({
    email: String(email),
    name: String(name),
    language: language ?? null,
    zone: zone ?? null,
    by: String(by),
    reason: String(reason),
    at: asInstant(String(at)),
  }),
)
