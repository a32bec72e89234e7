import type { Database } from '../database/pool.ts'
import { bind, prepare } from '../database/statement.ts'
import { roleContent } from './load.ts'
import type { Plans } from './plans.ts'
import type { Membership } from './tenancy.ts'

/** Tenants below those somebody belongs to, with each role that he has above them; where he is one of the people himself is not among them. */
const below = prepare(
  `select r.archetype, r.differences, t.slug, t.name
   from (select distinct b.id from guildhall.memberships_of($1::uuid, $2::timestamptz) m
     cross join lateral guildhall.branch(m.tenant_id) as b(id) where m.is_open) as b
   join guildhall.tenants t on t.id = b.id and t.status = 'active'
   cross join lateral guildhall.roles_above($1::uuid, t.id, $2::timestamptz) r
   where not exists (select 1 from guildhall.memberships_of($1::uuid, $2::timestamptz) m where m.tenant_id = t.id)
   order by t.name, t.slug`,
  ([archetype, differences, slug, name]) => ({
    role: roleContent([archetype ?? null, differences ?? null]),
    slug: String(slug),
    name: String(name),
  }),
)

/** Where a parent's administrator may act from outside. */
export async function tenantsBelow(
  { database, plans, at }: { readonly database: Database; readonly plans: Plans; readonly at: string },
  userId: string,
): Promise<Membership[]> {
  const [{ rows }] = await database.run([bind(below, userId, at)])
  const open = Map.groupBy(
    rows.filter(({ role }) => plans.administers(role)),
    ({ slug }) => slug,
  )
  return [...open].map(([slug, [first]]) => ({ slug, name: first?.name ?? slug, status: 'outside', isOpen: true }))
}
