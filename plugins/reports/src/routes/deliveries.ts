import { answerFile, DomainError, type RouteDefinition, type Static, Type } from '@guildhall/sdk'
import { reportDeliveries } from '../deliveries/deliveries.ts'
import { wrongSchedule } from '../errors.ts'
import { readFile, reportFiles } from '../files/files.ts'
import { reportSchedules } from '../schedules/schedules.ts'
import { nextSlots, periodOfSlot } from '../schedules/timing.ts'

/** What was sent, once more. */
export const sentFileRoute: RouteDefinition = {
  method: 'GET',
  path: '/deliveries/:delivery/file',
  access: { action: 'read', resource: reportDeliveries.name },
  summary: 'reports:openapi.sentFile',
  async run({ scope, params }) {
    const { file } = await scope.records(reportDeliveries).get(params.delivery ?? '')
    return scope.asSystem('A sent report is read again', async (system) => {
      const kept = file ? await system.records(reportFiles).find(file) : null
      if (!file || !kept) throw new DomainError('records.not_found', 404)
      return answerFile({ name: kept.name, type: kept.type, content: readFile(system, file) })
    })
  },
}

const timingQuery = Type.Object(
  {
    unit: Type.String({ pattern: '^(day|week|month|cron)$' }),
    every: Type.Optional(Type.String({ pattern: '^[1-9]\\d{0,2}$' })),
    time: Type.Optional(Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' })),
    startsOn: Type.Optional(Type.String({ format: 'date' })),
    cron: Type.Optional(Type.String({ maxLength: 100 })),
    untilToday: Type.Optional(Type.String({ pattern: '^(true|false)$' })),
  },
  { additionalProperties: false },
)

/** When a schedule would send next, and of which days. */
export const previewSlotsRoute: RouteDefinition = {
  method: 'GET',
  path: '/next',
  access: { action: 'read', resource: reportSchedules.name },
  summary: 'reports:openapi.next',
  query: timingQuery,
  response: Type.Array(Type.Object({ at: Type.String(), from: Type.String(), to: Type.String() })),
  async run({ scope, query }) {
    const { unit, every = '1', time = '08:00', startsOn, cron, untilToday } = query as Static<typeof timingQuery>
    const timing = {
      unit: unit as 'day',
      every: Number(every),
      time,
      startsOn: startsOn ?? scope.clock.today(scope.tenant.zone),
      cron: cron ?? null,
      untilToday: untilToday === 'true',
    }
    try {
      const { zone } = scope.tenant
      return nextSlots(timing, zone, scope.clock.now(), 5).map((at) => ({ at, ...periodOfSlot(timing, zone, at) }))
    } catch {
      throw wrongSchedule({}, [{ path: 'cron', code: wrongSchedule.code }])
    }
  },
}
