import type { RoleDifferences } from '../access/roles.ts'
import { bind, prepare, type RawRow } from '../database/statement.ts'
import type { Operation } from '../records/engine.ts'
import type { Plans, RoleContent } from '../tenancy/plans.ts'
import { lastAdministrator } from './errors.ts'

/** Whoever takes rights away in a tenant waits here for the one before him, and then sees what that one did. */
const queueUp = prepare('select id from guildhall.tenants where id = $1::uuid for no key update')
const rolesInUse = prepare(
  `select r.archetype, r.differences from guildhall.roles r where r.tenant_id = $1::uuid and exists (
     select 1 from guildhall.people__roles l join guildhall.people p on p.tenant_id = l.tenant_id and p.id = l.owner_id
     where l.tenant_id = r.tenant_id and l.target_id = r.id and p.status = 'active')`,
  readContent,
)

const rolesWithout = prepare(
  `select r.archetype, r.differences from guildhall.roles r where r.tenant_id = $1::uuid and exists (
     select 1 from guildhall.people__roles l join guildhall.people p on p.tenant_id = l.tenant_id and p.id = l.owner_id
     where l.tenant_id = r.tenant_id and l.target_id = r.id and p.status = 'active' and p.id <> $2::uuid)`,
  readContent,
)

/** Whether somebody else administers, should this person go. @throws 409 where nobody does */
export async function requireAdministratorBut({ context, unit }: Operation, plans: Plans, id: string): Promise<void> {
  const [{ rows }] = await unit.run(bind(rolesWithout, context.tenant.id, id))
  if (!rows.some(plans.administers)) throw lastAdministrator()
}

/** To be asked after a change that took rights from somebody who administered. @throws 409 when nobody is left */
export async function requireAdministrator({ context, unit }: Operation, plans: Plans): Promise<void> {
  await unit.run(bind(queueUp, context.tenant.id))
  const [{ rows }] = await unit.run(bind(rolesInUse, context.tenant.id))
  if (!rows.some(plans.administers)) throw lastAdministrator()
}

function readContent([archetype, differences]: RawRow): RoleContent {
  return {
    archetype: archetype as RoleContent['archetype'],
    differences: JSON.parse(differences ?? '{}') as RoleDifferences,
  }
}
