import { type MissingRight, mayGrant } from '../access/grant.ts'
import type { RoleDifferences } from '../access/roles.ts'
import { bind, prepare } from '../database/statement.ts'
import type { Context } from '../records/context.ts'
import type { Operation } from '../records/engine.ts'
import { administrator, type Plans, type RoleContent, roleKey } from '../tenancy/plans.ts'
import { beyondOwnRights } from './errors.ts'

const contents = prepare(
  'select archetype, differences from guildhall.roles where tenant_id = $1::uuid and id = any($2::uuid[])',
  ([archetype, differences]): RoleContent => ({
    archetype: archetype as RoleContent['archetype'],
    differences: JSON.parse(differences ?? '{}') as RoleDifferences,
  }),
)

/** What some roles say. Unknown ids say nothing; the foreign key refuses them. */
export async function readRoles({ context, unit }: Operation, ids: readonly string[]): Promise<RoleContent[]> {
  const [{ rows }] = await unit.run(bind(contents, context.tenant.id, ids))
  return rows
}

/**
 * Whoever is the whole administrator hands out what the archetypes say, even where a plugin lets only workers take a job.
 * @throws 403 when one of the roles goes beyond what the actor may do himself
 */
export function requireHeld(operation: Operation, plans: Plans, roles: readonly RoleContent[]): void {
  const { context } = operation
  const isWhole = ownPlan(context, plans)
    .roles('people')
    .some(({ role }) => role.id === roleKey(administrator))
  const missing = roles.flatMap((role) =>
    lacking(
      context,
      plans,
      isWhole ? plans.beyondArchetype(role, context.plugins) : plans.rules(role, context.plugins),
    ),
  )
  if (missing.length === 0) return
  throw beyondOwnRights({
    resources: [...new Set(missing.map(({ resource }) => resource))],
    rights: missing.map(({ resource, rule }) => ({ resource, action: rule.action })),
  })
}

/** The rules among these that go beyond what the actor holds. */
export function lacking(context: Context, plans: Plans, granted: Parameters<typeof mayGrant>[2]): MissingRight[] {
  return mayGrant(context.plan.registry, ownPlan(context, plans), granted)
}

/** Rules on resources that are not there yet would be silent until a plugin is switched on: nobody can be shown to hold them. */
export function requireNothingHidden(
  operation: Operation,
  plans: Plans,
  next: RoleDifferences,
  previous: RoleDifferences | undefined,
): void {
  const { context, engine } = operation
  const known = new Set((previous?.add ?? []).map((one) => JSON.stringify(one)))
  const own = ownPlan(context, plans)
  const hidden = next.add.filter(
    (one) =>
      !known.has(JSON.stringify(one)) && isHidden(one.resource) && own.verdict(one.resource, 'delete') !== 'always',
  )
  if (hidden.length > 0) throw beyondOwnRights({ resources: [...new Set(hidden.map(({ resource }) => resource))] })

  function isHidden(resource: string): boolean {
    const model = engine.registry.models.get(resource)
    return model !== undefined && !context.plugins.has(model.plugin)
  }
}

/** What is kept from a parent's administrator in person he may still hand to the child's own people. */
export function ownPlan({ outside, plan, plugins, key }: Context, plans: Plans): Context['plan'] {
  return outside === 'parent' ? plans.over(plan.registry).of([administrator], plugins, key?.scopes) : plan
}
