import { leaveRequests } from '@guildhall/contract-leave'
import { type RouteDefinition, type Scope, type Static, Type } from '@guildhall/sdk'
import { teamOf } from '../people.ts'
import { awayAt, type WorkBook, workIn } from './workloads.ts'

const affected = Type.Object({
  ...{ resource: Type.String(), id: Type.String(), title: Type.String(), dueAt: Type.String() },
})

/** The open work that is due in the time of a request; for who may know of the request. */
export const workRoute = (book: WorkBook): RouteDefinition => ({
  ...{ method: 'GET', path: '/requests/:id/work', response: Type.Array(affected), seeAs: 'seen' },
  access: { action: 'read', resource: leaveRequests.name },
  summary: 'leave:openapi.work',
  async run({ scope, params: { id = '' } }) {
    return workIn(scope, book, await scope.records(leaveRequests).get(id))
  },
})

const instant = Type.String({ format: 'date-time' })
const asked = Type.Object(
  { persons: Type.String({ maxLength: 4000, pattern: '^[0-9a-f-]{36}(,[0-9a-f-]{36})*$' }), at: instant },
  { additionalProperties: false },
)
const person = Type.Object({ id: Type.String(), name: Type.String() })

/** Who of some people is away at an instant, and who else is there: for whoever hands out work. */
export const availabilityRoute: RouteDefinition = {
  ...{ method: 'GET', path: '/availability', query: asked, seeAs: 'seen' },
  access: { action: 'read', resource: leaveRequests.name },
  response: Type.Object({
    away: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), until: Type.String() })),
    free: Type.Array(person),
  }),
  summary: 'leave:openapi.availability',
  async run({ scope, query }) {
    const { persons, at } = query as Static<typeof asked>
    return availability(scope, persons.split(','), at)
  },
}

export async function availability(scope: Scope, persons: readonly string[], at: string) {
  const team = await teamOf(scope)
  const all = team.map(({ id }) => id)
  const absent = await scope.asSystem('leave.availability', (system) => awayAt(system, all, at))
  const away = team
    .filter(({ id }) => persons.includes(id))
    .flatMap(({ id, name }) => {
      const found = absent.find((each) => each.person === id)
      return found ? [{ id, name, until: found.endsOn }] : []
    })
  const isThere = (id: string) => !persons.includes(id) && absent.every((each) => each.person !== id)
  return { away, free: team.filter(({ id }) => isThere(id)) }
}
