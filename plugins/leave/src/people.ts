import { enumeration, refs, resourceToken, type Scope, state, text } from '@guildhall/sdk'

const roles = resourceToken('roles', { archetype: enumeration(['admin', 'manager', 'worker', 'client', 'observer']) })

/** As much of the core's people as leave needs. */
export const people = resourceToken('people', {
  name: text(),
  kind: enumeration(['staff', 'client']),
  language: text({ optional: true }),
  roles: refs(roles),
  status: state(['invited', 'active', 'deactivated']),
})

/** Who works here, by name: whoever may know that somebody is away knows who there is. */
export async function teamOf(scope: Scope): Promise<{ id: string; name: string }[]> {
  const where = { kind: 'staff', status_ne: 'deactivated' } as const
  const found = await scope.asSystem('leave.team', (system) => system.records(people).list({ where }))
  return found.map(({ id, name }) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name, scope.language))
}
