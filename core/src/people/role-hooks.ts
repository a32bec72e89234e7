import type { PluginSetup } from '@guildhall/sdk'
import { checkRules } from '../access/check.ts'
import type { RoleDifferences } from '../access/roles.ts'
import { bind, prepare } from '../database/statement.ts'
import type { Operation } from '../records/engine.ts'
import { invalid } from '../records/errors.ts'
import { operationOf } from '../records/operation.ts'
import type { Plans, RoleContent } from '../tenancy/plans.ts'
import { requireAdministrator } from './administrators.ts'
import { roleOfSystem } from './errors.ts'
import { requireHeld, requireNothingHidden } from './grants.ts'
import { rolesResource } from './roles.ts'

/** Of the whole branch: a parent's administrator acts in every tenant below by what his role says. */
const overtake = prepare(
  'update guildhall.tenants set epoch = epoch + 1 where id in (select guildhall.branch($1::uuid))',
)

/** What a change of a role means for those who have it, and who may make it. */
export function keepRoles({ before, after }: Pick<PluginSetup, 'before' | 'after'>, plans: () => Plans): void {
  before.write(rolesResource, ({ next, previous, scope }) => {
    if (previous && saysTheSame(previous as RoleContent, next as RoleContent)) return
    const operation = operationOf(scope)
    const differences = next.differences as RoleDifferences
    refuseNonsense(operation, differences)
    requireNothingHidden(operation, plans(), differences, previous?.differences as RoleDifferences | undefined)
    requireHeld(operation, plans(), [next as RoleContent, ...(previous ? [previous as RoleContent] : [])])
  })

  after.update(rolesResource, async ({ record, previous, scope }) => {
    const operation = operationOf(scope)
    overtakeAll(operation)
    const { administers } = plans()
    if (previous && administers(previous as RoleContent) && !administers(record as RoleContent))
      await requireAdministrator(operation, plans())
  })

  before.delete(rolesResource, ({ record }) => {
    if (record.system) throw roleOfSystem()
  })
  after.delete(rolesResource, ({ scope }) => overtakeAll(operationOf(scope)))
}

function overtakeAll({ context, unit }: Operation): void {
  unit.queue(bind(overtake, context.tenant.id))
}

/** What cannot be meant is refused where it stands. */
function refuseNonsense({ context }: Operation, { add }: RoleDifferences): void {
  const role = { id: 'role', name: 'role' }
  const problems = add.flatMap(({ resource, rule }, index) =>
    checkRules(context.plan.registry, [{ role, resource, rules: [rule] }]).map(({ path, code, params }) => ({
      path: `differences.add.${index}.${path === 'resource' ? path : `rule.${path}`}`,
      code,
      ...(params && { params }),
    })),
  )
  if (problems.length > 0) throw invalid({}, problems)
}

function saysTheSame(one: RoleContent, other: RoleContent): boolean {
  return one.archetype === other.archetype && JSON.stringify(one.differences) === JSON.stringify(other.differences)
}
