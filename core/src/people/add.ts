import { type Archetype, DomainError } from '@guildhall/sdk'
import { bind, prepare } from '../database/statement.ts'
import { requireSoundPassword } from '../identity/password-policy.ts'
import { hashPassword } from '../identity/passwords.ts'
import type { Engine, Operation } from '../records/engine.ts'
import { invalid, wrongState } from '../records/errors.ts'
import { refusalOf } from '../records/refusals.ts'
import { type ContextSource, transact } from '../records/transact.ts'
import { actOn } from '../records/write/act.ts'
import { createRecord } from '../records/write/create.ts'
import type { Person } from './people.ts'

export interface NewPerson {
  readonly email: string
  readonly name: string
  /** `staff` unless given. */
  readonly kind?: Person['kind']
  /** The tenant's first role of this archetype, */
  readonly archetype?: Archetype
  /** or these. */
  readonly roles?: readonly string[]
  readonly login?: string
  readonly language?: string
  readonly zone?: string
  readonly startsOn?: string
  readonly endsOn?: string
  /** With it the person is in at once and gets no invitation. Who has a password already keeps it. */
  readonly password?: string
  /** The same as it is kept, of who chose it before he was let in. */
  readonly hash?: string
  /** He is in at once without one, because somebody vouched for him. */
  readonly isIn?: boolean
}

const roleOf = prepare(
  'select id from guildhall.roles where tenant_id = $1::uuid and archetype = $2 order by system desc, created_at, id limit 1',
  ([id]) => String(id),
)
const firstPassword = prepare(
  `update guildhall.users u set password_hash = $3 from guildhall.memberships m
   where m.tenant_id = $1::uuid and m.person_id = $2::uuid and u.id = m.user_id and u.password_hash is null`,
)

/** A person with his password hashed, if he was given one. */
type Prepared = Omit<NewPerson, 'password'>

/** What is slow is done before the transaction. @throws 422 for a password that is not sound */
export async function prepareLogin({ password, ...person }: NewPerson): Promise<Prepared> {
  if (password === undefined) return person
  requireSoundPassword(password, person)
  return { ...person, hash: await hashPassword(password) }
}

/** A person made by who runs the installation: the command line, a preset, a test. Others create records of `people`. */
export async function addPerson(engine: Engine, source: ContextSource, person: NewPerson): Promise<Person> {
  const prepared = await prepareLogin(person)
  return transact(engine, source, (operation) => addPersonTo(operation, prepared)).catch((error: unknown) => {
    throw refusalOf(error, engine.registry, engine.registry.model('people'))
  })
}

/** The same in a transaction that does more. */
export async function addPersonTo(operation: Operation, person: Prepared): Promise<Person> {
  const { context, unit, engine } = operation
  const { hash, archetype = 'worker', roles, isIn = hash !== undefined, ...values } = person
  const model = engine.registry.model('people')
  const [{ rows }] = await unit.run(bind(roleOf, context.tenant.id, archetype))
  const ids = roles ?? rows
  if (ids.length === 0) throw invalid({}, [{ path: 'roles', code: 'records.reference_missing' }])
  const draft = { kind: archetype === 'client' ? 'client' : 'staff', ...values, roles: ids }
  const created = (await (await createRecord(operation, model, draft)).record) as unknown as Person
  if (!isIn) return created
  if (hash !== undefined) unit.queue(bind(firstPassword, context.tenant.id, created.id, hash))
  const { record } = await actOn(operation, model, created.id, 'join', {})
  await unit.run()
  return (await record) as unknown as Person
}

/** Makes an invited person one who came in. Of two requests that bring him in at once, one does it. */
export async function joinPerson(engine: Engine, source: ContextSource, personId: string): Promise<void> {
  const work = transact(engine, source, (operation) =>
    actOn(operation, engine.registry.model('people'), personId, 'join', {}),
  )
  await work.catch((error: unknown) => {
    if (!(error instanceof DomainError && error.code === wrongState.code)) throw error
  })
}
