import { defineError } from '@guildhall/sdk'
import { v7 as uuid } from 'uuid'
import { isUuid } from '../access/operand.ts'
import type { RoleDifferences } from '../access/roles.ts'
import type { Database } from '../database/pool.ts'
import { bind, prepare } from '../database/statement.ts'
import type { Context } from '../records/context.ts'
import type { Operation } from '../records/engine.ts'
import { notFound } from '../records/errors.ts'
import { historyOfAct } from '../records/record-act.ts'
import { inside, type LoadedRole } from './load.ts'
import type { Plans } from './plans.ts'

const administratorsOnly = defineError('access.administrators_only', 403)
/** Never begun here, by somebody else, or too long ago. */
const lookOver = defineError('access.look_over', 403)

/** Who may not come in sees nothing. */
const nobodyToBe = defineError('access.look_at_nobody', 409)

/** In whose place somebody looks. */
export interface Seen {
  readonly kind: 'person' | 'role'
  readonly id: string
  readonly label: string
  /** Resources the other may read and the looker not in full: they are not shown to him this way either. */
  readonly leftOut: readonly string[]
}

export type Wanted = { readonly kind: Seen['kind']; readonly id: string }

export interface Look {
  /** What the requests of this look carry. */
  readonly id: string
  readonly until: string
  readonly seen: Omit<Seen, 'leftOut'>
}

const longestLook = 3_600_000

/** Whoever may change every role could give himself what he wants to see. */
export const maySeeAs = ({ plan }: Context): boolean => plan.verdict('roles', 'update') === 'always'

const finders = {
  person: prepare(
    `select name, status from guildhall.people where tenant_id = $1::uuid and id = $2::uuid`,
    ([name, status]) => ({ label: String(name), isIn: status !== 'deactivated' }),
  ),
  role: prepare(`select name from guildhall.roles where tenant_id = $1::uuid and id = $2::uuid`, ([name]) => ({
    label: String(name),
    isIn: true,
  })),
}

/** Begins a look. Its line in the history is its ticket, so that none goes unrecorded. @throws 403, 404, 409 for who may not come in */
export async function beginLook({ context, unit }: Operation, { kind, id }: Wanted): Promise<Look> {
  if (!maySeeAs(context)) throw administratorsOnly()
  const [{ rows }] = await unit.run(bind(finders[kind], context.tenant.id, id))
  const [found] = rows
  if (!found) throw notFound()
  if (!found.isIn) throw nobodyToBe()
  const look = uuid()
  unit.queue(historyOfAct(context, { id: look, kind: 'access', action: 'see_as', after: { [kind]: id } }))
  const until = new Date(Date.parse(context.clock.now()) + longestLook).toISOString()
  return { id: look, until, seen: { kind, id, label: found.label } }
}

const findLook = prepare(
  `select h.after ->> 'person', h.after ->> 'role', coalesce(p.name, r.name), r.id, r.name, r.archetype, r.differences
   from guildhall.history h
   left join guildhall.people p on p.tenant_id = h.tenant_id and p.id = (h.after ->> 'person')::uuid and p.status <> 'deactivated'
   left join guildhall.people__roles l on l.tenant_id = h.tenant_id and l.owner_id = p.id
   join guildhall.roles r on r.tenant_id = h.tenant_id and (r.id = (h.after ->> 'role')::uuid or r.id = l.target_id)
   where h.tenant_id = $1::uuid and h.id = $2::uuid and h.resource = 'access' and h.action = 'see_as'
     and h.actor_id = $3::uuid and h.at > $4::timestamptz
   order by l.position`,
  ([person, role, label, id, name, archetype, differences]) => ({
    seen: { kind: person ? ('person' as const) : ('role' as const), id: String(person ?? role), label: String(label) },
    role: {
      id: String(id),
      name: String(name),
      archetype: archetype as LoadedRole['archetype'],
      differences: JSON.parse(differences ?? '{}') as RoleDifferences,
    },
  }),
)

/**
 * What the other would see, as a context of who looks: his epochs, his language, his name on whatever is kept of it; the other's roles and, for
 * a person, the other's `$me`. Nothing of what he may not read in full himself is in it, so that a look never shows more than he may know.
 * @throws 403 when the look is over or he may no longer look
 */
export async function lookThrough(
  { database, plans }: { readonly database: Database; readonly plans: Plans },
  looking: Context,
  ticket: string,
): Promise<Context> {
  if (!maySeeAs(looking)) throw administratorsOnly()
  if (!isUuid(ticket)) throw lookOver()
  const { tenant, actor, clock, plugins } = looking
  const since = new Date(Date.parse(clock.now()) - longestLook).toISOString()
  const [, { rows }] = await database.run([inside(tenant.id), bind(findLook, tenant.id, ticket, actor.id, since)])
  const [first] = rows
  if (!first) throw lookOver()
  const roles = rows.map(({ role }) => role)
  const { plan, leftOut } = plans
    .over(looking.plan.registry)
    .within(roles, plugins, (resource, fields) => readsAll(looking, resource, fields))
  return Object.freeze({
    ...looking,
    plan,
    roles,
    me: first.seen.kind === 'person' ? first.seen.id : null,
    seeing: { ...first.seen, leftOut },
  })
}

/** Every record, and of each whatever the other may read of any. */
function readsAll({ plan }: Context, resource: string, asked: ReadonlySet<string>): boolean {
  if (plan.verdict(resource, 'read') !== 'always') return false
  const rights = plan.fields(resource, 'read')
  return rights.mode === 'all' || (rights.mode === 'some' && [...asked].every((name) => rights.names.has(name)))
}
