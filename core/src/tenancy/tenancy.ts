import type { Archetype } from '@guildhall/sdk'
import { type ContextActing, contextsActing } from '../acting/context.ts'
import { bind, prepare } from '../database/statement.ts'
import type { Vocabulary } from '../i18n/vocabulary.ts'
import { linkInvalid } from '../identity/errors.ts'
import { addPerson, joinPerson, type NewPerson } from '../people/add.ts'
import type { Person } from '../people/people.ts'
import type { Installed } from '../plugins/host.ts'
import type { Context } from '../records/context.ts'
import type { Engine } from '../records/engine.ts'
import type { ContextSource } from '../records/transact.ts'
import { tenantsBelow } from './below.ts'
import { type Contexts, keepContexts } from './contexts.ts'
import { createTenant } from './create-tenant.ts'
import { tenantNotFound } from './errors.ts'
import { inside } from './load.ts'
import { keepPlans, type Plans } from './plans.ts'
import { lookThrough } from './seeing.ts'
import { keepTenants, type Tenants } from './tenants.ts'

export interface TenancyOptions {
  readonly engine: Engine
  readonly installed: Installed
  readonly vocabulary: Vocabulary
}

/** Tenants, their people, and what anybody may do in them. */
export interface Tenancy extends Contexts {
  readonly tenants: Tenants
  /** For the core's own hooks, see people/setup. */
  readonly plans: Plans
  /** A person's context with another acting in it. @throws 401 when he may not, or no longer */
  readonly contextActing: ContextActing
  /** Somebody's context as another would have it. @throws 403 */
  contextSeen(looking: Context, ticket: string): Promise<Context>
  /** A source of contexts for work of the system in a tenant. */
  asSystem(tenantId: string, reason: string): ContextSource
  addPerson(tenantId: string, person: NewPerson): Promise<Person>
  /** Makes somebody who was vouched for a person who is in at once. @throws 404 where there is no such tenant */
  admit(into: { tenant: string; archetype: Archetype }, person: { email: string; name: string }): Promise<void>
  /** Makes a user's invitation to a tenant a membership; nothing where it is one already. @throws 410 where there is none */
  join(tenantId: string, userId: string): Promise<void>
  /** Where a user may go, in the order in which he came; then the tenants below, where he administers one above. */
  memberships(userId: string): Promise<Membership[]>
}

export interface Membership {
  readonly slug: string
  readonly name: string
  /** Of the person there; `outside` for who would act for it from above. */
  readonly status: string
  readonly isOpen: boolean
}

const personOf = prepare(
  `select p.id, p.status from guildhall.memberships m join guildhall.people p on p.tenant_id = m.tenant_id and p.id = m.person_id
   where m.tenant_id = $1::uuid and m.user_id = $2::uuid`,
  ([id, status]) => ({ id: String(id), status: String(status) }),
)
const membershipsOf = prepare(
  'select slug, name, status, is_open from guildhall.memberships_of($1::uuid, $2::timestamptz)',
  ([slug, name, status, isOpen]): Membership => ({
    slug: String(slug),
    name: String(name),
    status: String(status),
    isOpen: isOpen === 't',
  }),
)

export function createTenancy({ engine, installed, vocabulary }: TenancyOptions): Tenancy {
  const { database, clock } = engine
  const plans = keepPlans(installed)
  const asSystem =
    (tenantId: string, reason: string): ContextSource =>
    (fresh) =>
      contexts.contextForSystem(tenantId, reason, { fresh })
  const joinAs = (tenantId: string, personId: string) =>
    joinPerson(engine, asSystem(tenantId, 'people.joined'), personId)
  const contexts = keepContexts({ database, clock, installed, plans, vocabulary, join: joinAs })

  const tenants = keepTenants({
    database,
    clock,
    create: (tenant) => createTenant({ engine, installed, vocabulary, plans }, tenant),
  })

  return {
    ...contexts,
    plans,
    asSystem,
    contextActing: contextsActing({ engine, plans, contextFor: contexts.contextFor }),
    contextSeen: (looking, ticket) => lookThrough({ database, plans }, looking, ticket),
    tenants,
    addPerson: (tenantId, person) => addPerson(engine, asSystem(tenantId, 'people.added'), person),
    async admit({ tenant, archetype }, person) {
      const found = await tenants.find({ slug: tenant })
      if (!found) throw tenantNotFound()
      await addPerson(engine, asSystem(found.id, 'people.admitted'), { ...person, archetype, isIn: true })
    },
    async join(tenantId, userId) {
      const [, { rows }] = await database.run([inside(tenantId), bind(personOf, tenantId, userId)])
      const person = rows[0]
      if (!person || person.status === 'deactivated') throw linkInvalid()
      if (person.status === 'invited') await joinAs(tenantId, person.id)
    },
    async memberships(userId) {
      const at = clock.now()
      const [[{ rows }], below] = await Promise.all([
        database.run([bind(membershipsOf, userId, at)]),
        tenantsBelow({ database, plans, at }, userId),
      ])
      return [...rows, ...below]
    },
  }
}
