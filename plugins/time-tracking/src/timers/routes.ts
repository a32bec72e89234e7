import { timeEntries } from '@guildhall/contract-time-tracking'
import { type RouteDefinition, type Scope, type Static, subject, Type } from '@guildhall/sdk'
import { requireNetwork } from '../networks.ts'
import { settingOf } from '../settings.ts'
import { titlesOf } from '../titles.ts'
import { type Entry, runningOf, startTimer, stopTimer, tellIdle } from './timer.ts'

const closed = { additionalProperties: false } as const
const moment = Type.String({ format: 'date-time' })
const orNull = <T extends ReturnType<typeof Type.String>>(schema: T) => Type.Union([schema, Type.Null()])
const access = { action: 'create', resource: 'time-entries' } as const

const startBody = Type.Object(
  {
    subject: Type.Unsafe<string>(subject('trackable').schema),
    note: Type.Optional(Type.String({ maxLength: 500 })),
    billable: Type.Optional(Type.Boolean()),
    at: Type.Optional(moment),
    replace: Type.Optional(Type.Boolean()),
  },
  closed,
)
const stopBody = Type.Object({ at: Type.Optional(moment) }, closed)
const idleBody = Type.Object({ since: orNull(moment) }, closed)

const work = Type.Object({
  id: Type.String(),
  subject: Type.String(),
  title: orNull(Type.String()),
  project: orNull(Type.String()),
  note: orNull(Type.String()),
  startedAt: Type.String(),
})
const started = Type.Object({
  id: Type.String(),
  subject: Type.String(),
  project: orNull(Type.String()),
  startedAt: Type.String(),
})
const recent = Type.Object({ subject: Type.String(), title: Type.String(), project: orNull(Type.String()) })

export const timerRoutes: RouteDefinition[] = [
  {
    ...{ method: 'GET', path: '/timer', access, seeAs: 'seen', summary: 'time-tracking:openapi.timer' },
    response: Type.Object({
      running: Type.Union([work, Type.Null()]),
      recent: Type.Array(recent),
      now: Type.String(),
      idleMinutes: Type.Integer(),
    }),
    async run({ scope }) {
      const current = await runningOf(scope, scope.me)
      const latest = await latestOf(scope)
      const titles = await titlesOf(
        scope,
        [current, ...latest].flatMap((one) => (one ? [one.subject, one.project] : [])),
      )
      return {
        running: current && workOf(current, titles),
        recent: latest.flatMap(({ subject, project }) => {
          const title = titles.get(subject)
          return title === undefined ? [] : [{ subject, title, project: nameOf(titles, project, subject) }]
        }),
        now: scope.clock.now(),
        idleMinutes: settingOf<number>(scope, 'idleMinutes'),
      }
    },
  },
  {
    ...{ method: 'POST', path: '/timer/start', access, summary: 'time-tracking:openapi.start' },
    body: startBody,
    response: Type.Object({ running: started, now: Type.String() }),
    async run({ scope, body, from }) {
      requireNetwork(scope, from)
      const { id, subject, project, startedAt } = await startTimer(scope, body as Static<typeof startBody>)
      return { running: { id, subject, project, startedAt }, now: scope.clock.now() }
    },
  },
  {
    ...{ method: 'POST', path: '/timer/stop', access, summary: 'time-tracking:openapi.stop' },
    body: stopBody,
    response: Type.Object({ id: Type.String(), endedAt: Type.String(), time: Type.Integer() }),
    async run({ scope, body }) {
      const { id, endedAt, time } = await stopTimer(scope, (body as Static<typeof stopBody>).at)
      return { id, endedAt, time }
    },
  },
  {
    ...{ method: 'POST', path: '/timer/idle', access, summary: 'time-tracking:openapi.idle' },
    body: idleBody,
    response: Type.Object({}),
    async run({ scope, body }) {
      await tellIdle(scope, (body as Static<typeof idleBody>).since)
      return {}
    },
  },
]

/** What one worked on last, each once. */
async function latestOf(scope: Scope): Promise<Entry[]> {
  if (!scope.me) return []
  const entries = await scope
    .records(timeEntries)
    .list({ where: { person: scope.me, endedAt_null: false }, sort: ['startedAt', 'DESC'], limit: 60 })
  return [...new Map(entries.map((entry) => [entry.subject, entry])).values()].slice(0, 6)
}

function workOf({ id, subject, project, note, startedAt }: Entry, titles: ReadonlyMap<string, string>) {
  return { id, subject, title: titles.get(subject) ?? null, project: nameOf(titles, project, subject), note, startedAt }
}

/** Of what it is a part; nothing where it is the whole. */
const nameOf = (titles: ReadonlyMap<string, string>, project: string | null, subject: string) =>
  project && project !== subject ? (titles.get(project) ?? null) : null
