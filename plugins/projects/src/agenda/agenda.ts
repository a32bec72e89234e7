import { openStates, tasks } from '@guildhall/contract-projects'
import { type RouteDefinition, type Scope, type Static, Type } from '@guildhall/sdk'
import { addDays, instantAt, localDate } from '../calendar.ts'

const groups = ['overdue', 'today', 'tomorrow', 'later', 'undated', 'done'] as const
type Group = (typeof groups)[number]

const agendaQuery = Type.Object(
  { days: Type.Optional(Type.String({ pattern: '^[1-9]\\d?$' })) },
  { additionalProperties: false },
)

const entry = Type.Object({
  id: Type.String(),
  number: Type.String(),
  title: Type.String(),
  project: Type.String(),
  status: Type.String(),
  priority: Type.String(),
  dueAt: Type.Union([Type.String(), Type.Null()]),
  completedAt: Type.Union([Type.String(), Type.Null()]),
})
type Entry = Static<typeof entry>

/** What the actor has to do, by day in the actor's own zone, and what he completed in the last days. */
export const agendaRoute: RouteDefinition = {
  method: 'GET',
  path: '/agenda',
  // Who carries out tasks; a client may read some and not whose they are.
  access: { action: 'start', resource: 'tasks' },
  seeAs: 'seen',
  query: agendaQuery,
  response: Type.Object({
    today: Type.String(),
    zone: Type.String(),
    groups: Type.Array(Type.Object({ name: Type.String(), tasks: Type.Array(entry) })),
  }),
  async run({ scope, query }) {
    const { days = '7' } = query as Static<typeof agendaQuery>
    const { zone } = scope
    const today = scope.clock.today(zone)
    const found = [
      ...(await openTasks(scope)),
      ...(await doneTasks(scope, instantAt(addDays(today, -Number(days)), '00:00', zone))),
    ]
    const byGroup = Map.groupBy(found, (task) => groupOf(task, { now: scope.clock.now(), today, zone }))
    return { today, zone, groups: groups.map((name) => ({ name, tasks: (byGroup.get(name) ?? []).map(entryOf) })) }
  },
}

/** Overdue is what should have been done by now, even if it was due this morning. */
export function groupOf(
  { dueAt, completedAt }: Pick<Entry, 'dueAt' | 'completedAt'>,
  at: { now: string; today: string; zone: string },
): Group {
  if (completedAt) return 'done'
  if (!dueAt) return 'undated'
  if (dueAt < at.now) return 'overdue'
  const day = localDate(dueAt, at.zone)
  if (day === at.today) return 'today'
  return day === addDays(at.today, 1) ? 'tomorrow' : 'later'
}

async function openTasks(scope: Scope): Promise<Entry[]> {
  if (!scope.me) return []
  return scope
    .records(tasks)
    .list({ where: { assignees: scope.me, status_in: openStates }, sort: ['dueAt', 'ASC'], limit: 500 })
}

async function doneTasks(scope: Scope, since: string): Promise<Entry[]> {
  if (!scope.me) return []
  const where = { completedBy: scope.me, status: 'completed', completedAt_gte: since } as const
  return scope.records(tasks).list({ where, sort: ['completedAt', 'DESC'], limit: 500 })
}

function entryOf({ id, number, title, project, status, priority, dueAt, completedAt }: Entry): Entry {
  return { id, number, title, project, status, priority, dueAt, completedAt }
}
