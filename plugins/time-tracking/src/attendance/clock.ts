import { attendances } from '@guildhall/contract-time-tracking'
import { defineError, type RecordOf, type RouteDefinition, type Scope, type Static, Type } from '@guildhall/sdk'
import { requireNetwork } from '../networks.ts'
import { runningOf, stopTimer } from '../timers/timer.ts'

export const alreadyThere = defineError('time.already_there', 409)
export const notThere = defineError('time.not_there', 409)

const steps = ['in', 'break', 'out'] as const
type Step = (typeof steps)[number]
const body = Type.Object({ step: Type.Unsafe<Step>({ type: 'string', enum: steps }) }, { additionalProperties: false })
const answer = Type.Object({
  state: Type.Unsafe<'in' | 'break' | 'out'>({ type: 'string', enum: steps }),
  since: Type.Union([Type.String(), Type.Null()]),
})
const access = { action: 'create', resource: 'time-entries' } as const

export const clockRoutes: RouteDefinition[] = [
  {
    ...{ method: 'GET', path: '/clock', access, seeAs: 'seen', summary: 'time-tracking:openapi.clock' },
    response: answer,
    run: async ({ scope }) => clockOf(scope, await latestOf(scope)),
  },
  {
    ...{ method: 'POST', path: '/clock', access, summary: 'time-tracking:openapi.clockStep' },
    body,
    response: answer,
    async run({ scope, body: given, from }) {
      const { step } = given as Static<typeof body>
      if (step === 'in') requireNetwork(scope, from)
      return clockOf(scope, await take(scope, step))
    },
  },
]

type Attendance = RecordOf<typeof attendances.fields>

async function latestOf(scope: Scope): Promise<Attendance | null> {
  if (!scope.me) return null
  return scope.records(attendances).first({ where: { person: scope.me }, sort: ['startedAt', 'DESC'] })
}

/** Comes, goes for a break, or goes. Whoever goes works on nothing any more. */
async function take(scope: Scope, step: Step): Promise<Attendance | null> {
  const latest = await latestOf(scope)
  const isThere = latest !== null && !latest.endedAt
  if (step === 'in' && isThere) throw alreadyThere()
  if (step !== 'in' && !isThere) throw notThere()
  if (step !== 'in' && (await runningOf(scope, scope.me))) await stopTimer(scope)
  const now = scope.clock.now()
  return scope.asSystem('time-tracking.clock', (system) => {
    const all = system.records(attendances)
    if (!latest || step === 'in') return all.create({ person: scope.me as string, startedAt: now })
    return all.update(latest.id, { endedAt: now, leftFor: step === 'break' ? 'break' : 'day' })
  })
}

function clockOf(scope: Scope, latest: Attendance | null): Static<typeof answer> {
  if (latest && !latest.endedAt) return { state: 'in', since: latest.startedAt }
  const isBreak = latest?.leftFor === 'break' && latest.day === scope.clock.today(scope.zone)
  return { state: isBreak ? 'break' : 'out', since: latest?.endedAt ?? null }
}
