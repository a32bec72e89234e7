import { daysBetween, holidays, leaveKinds, leaveRequests } from '@guildhall/contract-leave'
import { defineError, type RouteDefinition, type Scope, type Static, Type } from '@guildhall/sdk'
import { teamOf } from '../people.ts'

const closed = { additionalProperties: false } as const
const date = Type.String({ format: 'date' })
const period = Type.Object({ from: date, to: date }, closed)
const most = 92

const absence = Type.Object({
  ...{ id: Type.String(), person: Type.String(), startsOn: Type.String(), endsOn: Type.String() },
  ...{ startsAtNoon: Type.Boolean(), endsAtNoon: Type.Boolean(), status: Type.String() },
  /** Only for who decides upon it, and the person himself. */
  kind: Type.Optional(Type.Object({ name: Type.String(), color: Type.String() })),
})
const answer = Type.Object({
  today: Type.String(),
  people: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
  absences: Type.Array(absence),
  holidays: Type.Array(Type.Object({ on: Type.String(), name: Type.String(), part: Type.String() })),
})
export type TeamCalendar = Static<typeof answer>

const badPeriod = defineError<{ most: number }>('leave.bad_period', 422)

/** Who is away and when, with as much of why as the reader may know; holidays of the business. */
export const calendarRoute: RouteDefinition = {
  ...{ method: 'GET', path: '/calendar', query: period, response: answer, seeAs: 'seen' },
  access: { action: 'read', resource: leaveRequests.name },
  summary: 'leave:openapi.calendar',
  async run({ scope, query: asked }) {
    const { from, to } = asked as Static<typeof period>
    if (to < from || daysBetween(from, to).length > most) throw badPeriod({ most })
    const [team, absences, off] = [
      await teamOf(scope),
      await absencesIn(scope, from, to),
      await holidaysIn(scope, from, to),
    ]
    return { today: scope.clock.today(), people: team, absences, holidays: off } satisfies TeamCalendar
  },
}

/** Under the reader's rights: what he may not read of an absence is not there. */
export async function absencesIn(scope: Scope, from: string, to: string): Promise<TeamCalendar['absences']> {
  const where = { startsOn_lte: to, endsOn_gte: from, status_in: ['approved', 'pending'] } as const
  const found = await scope.records(leaveRequests).list({ where, sort: ['startsOn', 'ASC'] })
  const kinds = new Map((await scope.records(leaveKinds).list({ archived: 'with' })).map((kind) => [kind.id, kind]))
  return found.map(({ id, person, startsOn, endsOn, startsAtNoon, endsAtNoon, status, kind }) => {
    const known = kinds.get(kind)
    return {
      ...{ id, person, startsOn, endsOn, startsAtNoon, endsAtNoon, status },
      ...(known && { kind: { name: known.name, color: known.color } }),
    }
  })
}

async function holidaysIn(scope: Scope, from: string, to: string): Promise<TeamCalendar['holidays']> {
  const found = await scope.records(holidays).list({ where: { on_gte: from, on_lte: to }, sort: ['on', 'ASC'] })
  return found.map(({ on, name, part }) => ({ on, name, part }))
}
