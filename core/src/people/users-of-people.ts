import { v7 as uuid } from 'uuid'
import { bind, prepare } from '../database/statement.ts'
import { takenBy } from '../identity/users.ts'
import { revokeOfPerson } from '../keys/statements.ts'
import type { Operation } from '../records/engine.ts'
import type { Person } from './people.ts'

/** Taken or made in one statement, so that two who invite the same address at once mean the same user. */
const userOf = prepare(
  `insert into guildhall.users as u (id, email, name, language, created_at) values ($1::uuid, $2, $3, $4, $5::timestamptz)
   on conflict (guildhall.email_key(email)) do update set epoch = u.epoch + 1 returning u.id`,
  ([id]) => String(id),
)
const join = prepare(
  `insert into guildhall.memberships (tenant_id, user_id, person_id) values ($1::uuid, $2::uuid, $3::uuid)
   on conflict (tenant_id, person_id) do update set user_id = excluded.user_id`,
)
const recordActor = prepare(
  `insert into guildhall.actors (tenant_id, id, kind, person_id, label) values ($1::uuid, $2::uuid, 'person', $2::uuid, $3)
   on conflict (tenant_id, id) do update set label = excluded.label`,
)
/** Only where the user is this tenant's alone; a nickname somebody uses elsewhere is his own affair, and nobody is told of it. */
const nickname = prepare(
  `update guildhall.users u set login = $3 where u.id = (select user_id from guildhall.memberships where tenant_id = $1::uuid and person_id = $2::uuid)
   and u.login is distinct from $3 and not u.superadmin
   and not exists (select 1 from guildhall.memberships_of(u.id, $4::timestamptz) m where m.tenant_id <> $1::uuid)`,
)
const overtake = prepare(
  `update guildhall.users u set epoch = u.epoch + 1 from guildhall.memberships m
   where m.tenant_id = $1::uuid and m.person_id = $2::uuid and u.id = m.user_id`,
)
const revokeLinks = prepare(
  `delete from guildhall.tokens k using guildhall.memberships m
   where m.tenant_id = $1::uuid and m.person_id = $2::uuid and k.user_id = m.user_id and k.tenant_id = $1::uuid and k.used_at is null`,
)
/** Who has no other tenant to go to is signed out at once; in others he stays signed in. */
const signOut = prepare(
  `update guildhall.sessions s set ended_at = $3::timestamptz, ended_by = 'deactivated'
   from guildhall.memberships m join guildhall.users u on u.id = m.user_id
   where m.tenant_id = $1::uuid and m.person_id = $2::uuid and s.user_id = m.user_id and s.ended_at is null and not u.superadmin
   and not exists (select 1 from guildhall.memberships_of(m.user_id, $3::timestamptz) o where o.status <> 'deactivated' and o.person_id <> $2::uuid)`,
)
const leave = prepare('delete from guildhall.memberships where tenant_id = $1::uuid and person_id = $2::uuid')
const forgetActor = prepare('delete from guildhall.actors where tenant_id = $1::uuid and id = $2::uuid')

const place = ({ context }: Operation, { id }: Pick<Person, 'id'>) => [context.tenant.id, id] as const

/** The login behind a person: the user with the address, known to the installation or new. The address alone decides whose it is. */
export async function giveUser(operation: Operation, person: Person): Promise<void> {
  const { context, unit } = operation
  const { email, name, language } = person
  const [{ rows }] = await unit.run(bind(userOf, uuid(), email, name, language, context.clock.now()))
  unit.queue(bind(join, context.tenant.id, rows[0], person.id))
  unit.queue(bind(recordActor, ...place(operation, person), name))
}

/** @throws 409 when the nickname is another user's */
export async function giveLogin(operation: Operation, person: Person): Promise<void> {
  await operation.unit
    .run(bind(nickname, ...place(operation, person), person.login, operation.context.clock.now()))
    .catch((error: unknown) => {
      throw takenBy(error)
    })
}

export function relabel(operation: Operation, person: Person): void {
  operation.unit.queue(bind(recordActor, ...place(operation, person), person.name))
}

/** What the person may do counts anew at the next request. */
export function overtakeRights(operation: Operation, person: Pick<Person, 'id'>): void {
  operation.unit.queue(bind(overtake, ...place(operation, person)))
}

export function shutOut(operation: Operation, person: Pick<Person, 'id'>): void {
  operation.unit.queue(bind(revokeLinks, ...place(operation, person)))
  operation.unit.queue(bind(revokeOfPerson, ...place(operation, person), operation.context.clock.now()))
  operation.unit.queue(bind(signOut, ...place(operation, person), operation.context.clock.now()))
}

/** Of a person who never was here nothing stays. */
export function takeUser(operation: Operation, person: Pick<Person, 'id'>): void {
  shutOut(operation, person)
  overtakeRights(operation, person)
  operation.unit.queue(bind(leave, ...place(operation, person)))
  operation.unit.queue(bind(forgetActor, ...place(operation, person)))
}
