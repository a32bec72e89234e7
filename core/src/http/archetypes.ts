import type { AccessPlan } from '../access/plan.ts'

/** What kinds of role somebody has here: a role in a plan is named by the archetype it starts from. For what one wants to see first, never for what he may do. */
export function archetypesOf(plan: AccessPlan): ReadonlySet<string> {
  return new Set(plan.rules.map(({ role }) => role.name))
}
