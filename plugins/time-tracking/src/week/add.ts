import { timeEntries } from '@guildhall/contract-time-tracking'
import { type RouteDefinition, type Scope, type Static, subject, Type } from '@guildhall/sdk'
import { Temporal } from 'temporal-polyfill'
import { addDays } from '../calendar.ts'
import { noRoom } from '../entries/errors.ts'
import { requireNetwork } from '../networks.ts'
import { roomFor, type Stretch } from './room.ts'

const body = Type.Object(
  {
    subject: Type.Unsafe<string>(subject('trackable').schema),
    day: Type.String({ format: 'date' }),
    /** Whole seconds, at most a day. */
    time: Type.Integer({ minimum: 60, maximum: 86_400 }),
    note: Type.Optional(Type.String({ maxLength: 500 })),
  },
  { additionalProperties: false },
)

/** Notes how long one worked on something on a day: in the first free stretch of it from nine on, else from midnight. */
export const addTimeRoute: RouteDefinition = {
  method: 'POST',
  path: '/week/time',
  access: { action: 'create', resource: 'time-entries' },
  summary: 'time-tracking:openapi.addTime',
  body,
  response: Type.Object({ id: Type.String(), startedAt: Type.String(), endedAt: Type.String() }),
  async run({ scope, body: given, from }) {
    requireNetwork(scope, from)
    const { day, time, ...what } = given as Static<typeof body>
    const startedAt = await firstRoom(scope, day, time * 1000)
    if (startedAt === null) throw noRoom({}, [{ path: 'time', code: noRoom.code }])
    const [start, end] = [startedAt, startedAt + time * 1000].map((at) => new Date(at).toISOString()) as [
      string,
      string,
    ]
    const { id } = await scope
      .records(timeEntries)
      .create({ ...what, person: scope.me ?? '', startedAt: start, endedAt: end })
    return { id, startedAt: start, endedAt: end }
  },
}

async function firstRoom(scope: Scope, day: string, length: number): Promise<number | null> {
  const now = Date.parse(scope.clock.now())
  const at = (date: string, time: string) =>
    Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: scope.zone, plainTime: time }).epochMilliseconds
  const [midnight, end] = [at(day, '00:00'), Math.min(at(addDays(day, 1), '00:00'), now)]
  const taken = await takenBetween(scope, midnight, end)
  return roomFor(length, [at(day, '09:00'), end], taken) ?? roomFor(length, [midnight, end], taken)
}

/** One's own time, what still runs too; an entry that began days before is found by the database when it is met. */
async function takenBetween(scope: Scope, from: number, to: number): Promise<Stretch[]> {
  const where = {
    person: scope.me ?? '',
    startedAt_gte: new Date(from - longest).toISOString(),
    startedAt_lt: new Date(to).toISOString(),
  }
  const entries = await scope.records(timeEntries).list({ where, sort: ['startedAt', 'ASC'] })
  return entries.map(({ startedAt, endedAt }) => [
    Date.parse(startedAt),
    endedAt ? Date.parse(endedAt) : Number.POSITIVE_INFINITY,
  ])
}

const longest = 2 * 86_400_000
