import { staff } from '@guildhall/contract-directory'
import { attendances, timeEntries } from '@guildhall/contract-time-tracking'
import { defineError, type RecordOf, type RouteDefinition, resourceToken, type Scope, Type, text } from '@guildhall/sdk'
import { absencesOf } from '../attendance/away.ts'
import { titlesOf } from '../titles.ts'

export const notForYou = defineError('time.board_closed', 403)

const people = resourceToken('people', { name: text() })
const orNull = Type.Union([Type.String(), Type.Null()])
const states = ['working', 'idle', 'break', 'present', 'away', 'off'] as const
type State = (typeof states)[number]

type Entry = RecordOf<typeof timeEntries.fields>
type Attendance = RecordOf<typeof attendances.fields>

/** Who works on what since when, under the reader's rights: a client finds what is done for him, whoever leads finds everybody. */
export const boardRoute: RouteDefinition = {
  method: 'GET',
  path: '/board',
  access: { action: 'read', resource: 'time-entries' },
  seeAs: 'seen',
  summary: 'time-tracking:openapi.board',
  response: Type.Object({
    now: Type.String(),
    people: Type.Array(
      Type.Object({
        person: Type.String(),
        name: orNull,
        state: Type.Unsafe<State>({ type: 'string', enum: states }),
        since: orNull,
        subject: orNull,
        title: orNull,
        project: orNull,
        away: orNull,
      }),
    ),
  }),
  async run({ scope }) {
    const leads = scope.may('timesheets', 'approve')
    // Who tracks time of his own is not there to watch that of others.
    if (!leads && scope.may('time-entries', 'create')) throw notForYou()
    const running = await scope.records(timeEntries).list({ where: { endedAt_null: true } })
    const crew = leads ? await crewOf(scope) : []
    const present = leads ? await presentOf(scope) : new Map<string, Attendance>()
    const ids = [...new Set([...crew, ...running.map(({ person }) => person)])]
    const names = new Map(
      (await scope.records(people).list({ where: { id_in: ids } })).map(({ id, name }) => [id, name]),
    )
    const titles = await titlesOf(
      scope,
      running.flatMap(({ subject, project }) => [subject, project]),
    )
    const today = scope.clock.today(scope.tenant.zone)
    const away = leads ? await absencesOf(scope, { from: today, to: today, people: ids }) : []
    const awayOf = (person: string) => away.find((one) => one.person === person || one.person === null)?.label ?? null
    const lines = ids.map((person) => {
      const entry = running.find((one) => one.person === person) ?? null
      const label = awayOf(person)
      return {
        person,
        name: names.get(person) ?? null,
        ...stateOf(entry, present.get(person) ?? null, label),
        subject: entry?.subject ?? null,
        title: entry ? (titles.get(entry.subject) ?? null) : null,
        project: entry?.project && entry.project !== entry.subject ? (titles.get(entry.project) ?? null) : null,
        away: label,
      }
    })
    return { now: scope.clock.now(), people: lines.toSorted(byState) }
  },
}

function stateOf(
  entry: Entry | null,
  at: Attendance | null,
  away: string | null,
): { state: State; since: string | null } {
  if (entry)
    return entry.idleSince ? { state: 'idle', since: entry.idleSince } : { state: 'working', since: entry.startedAt }
  if (at && !at.endedAt) return { state: 'present', since: at.startedAt }
  if (at?.leftFor === 'break') return { state: 'break', since: at.endedAt }
  return away ? { state: 'away', since: null } : { state: 'off', since: at?.endedAt ?? null }
}

async function crewOf(scope: Scope): Promise<string[]> {
  const members = await scope.records(staff).list({ where: { status: 'active', person_null: false } })
  return members.flatMap(({ person }) => person ?? [])
}

/** Of each person the latest of today, or what has not ended. */
async function presentOf(scope: Scope): Promise<Map<string, Attendance>> {
  const today = scope.clock.today(scope.tenant.zone)
  const where = { $or: [{ day: today }, { endedAt_null: true }] } as const
  const found = await scope.records(attendances).list({ where, sort: ['startedAt', 'ASC'] })
  return new Map(found.map((one) => [one.person, one]))
}

function byState(one: { state: State; name: string | null }, other: { state: State; name: string | null }): number {
  const place = states.indexOf(one.state) - states.indexOf(other.state)
  return place || (one.name ?? '').localeCompare(other.name ?? '')
}
