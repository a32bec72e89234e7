import { timeEntries } from '@guildhall/contract-time-tracking'
import { type RouteDefinition, type Static, Type } from '@guildhall/sdk'
import { addDays, daysBetween } from '../calendar.ts'
import { titlesOf } from '../titles.ts'

const orNull = Type.Union([Type.String(), Type.Null()])
const query = Type.Object({ startsOn: Type.String({ format: 'date' }) }, { additionalProperties: false })

/** Seven days of one's own, a line for each thing worked on; what was worked on in the week before stands below, to be gone on with. */
export const weekRoute: RouteDefinition = {
  method: 'GET',
  path: '/week',
  access: { action: 'create', resource: 'time-entries' },
  seeAs: 'seen',
  summary: 'time-tracking:openapi.week',
  query,
  response: Type.Object({
    rows: Type.Array(
      Type.Object({ subject: Type.String(), title: orNull, project: orNull, days: Type.Array(Type.Integer()) }),
    ),
  }),
  async run({ scope, query: asked }) {
    const { startsOn } = asked as Static<typeof query>
    const days = daysBetween(startsOn, addDays(startsOn, 6))
    const where = { person: scope.me ?? '', day_gte: addDays(startsOn, -7), day_lte: addDays(startsOn, 6) } as const
    const entries = scope.me ? await scope.records(timeEntries).list({ where, sort: ['startedAt', 'ASC'] }) : []
    const titles = await titlesOf(
      scope,
      entries.flatMap(({ subject, project }) => [subject, project]),
    )
    const isOfWeek = (some: readonly { day: string | null }[]) => some.some(({ day }) => (day ?? '') >= startsOn)
    const groups = [...Map.groupBy(entries, ({ subject }) => subject)]
    const ordered = [...groups.filter(([, some]) => isOfWeek(some)), ...groups.filter(([, some]) => !isOfWeek(some))]
    const rows = ordered.map(([subject, some]) => {
      const project = some[0]?.project ?? null
      return {
        subject,
        title: titles.get(subject) ?? null,
        project: project && project !== subject ? (titles.get(project) ?? null) : null,
        days: days.map((day) => some.reduce((sum, one) => sum + (one.day === day ? (one.time ?? 0) : 0), 0)),
      }
    })
    return { rows }
  },
}
