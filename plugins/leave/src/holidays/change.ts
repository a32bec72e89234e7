import { staff } from '@guildhall/contract-directory'
import { holidays, leaveKinds, leaveRequests, reckonDay } from '@guildhall/contract-leave'
import type { PluginSetup, Scope } from '@guildhall/sdk'
import { quantityOf, takenOf } from '../kinds/measure.ts'
import type { LeaveRequest } from '../ledger/settle.ts'
import { holidaysOf } from '../requests/reckon.ts'

/** A holiday that comes into a leave gives its day back; one that goes takes it again. The ledger follows the request. */
export function followHolidays({ after }: PluginSetup) {
  after.create(holidays, ({ record, scope }) => reckonAgain(scope, [record.on]))
  after.update(holidays, ({ record, previous, scope }) => reckonAgain(scope, [record.on, previous?.on ?? record.on]))
  after.delete(holidays, ({ record, scope }) => reckonAgain(scope, [record.on]))
}

async function reckonAgain(scope: Scope, dates: readonly string[]): Promise<void> {
  await scope.asSystem('leave.holiday', async (system) => {
    for (const on of new Set(dates)) {
      const where = { startsOn_lte: on, endsOn_gte: on, status_in: ['pending', 'approved', 'revoked'] } as const
      for (const request of await system.records(leaveRequests).list({ where, sort: ['startsOn', 'ASC'] }))
        await reckonDayOf(system, request, on)
    }
  })
}

async function reckonDayOf(system: Scope, request: LeaveRequest, on: string): Promise<void> {
  const { unit } = await system.records(leaveKinds).get(request.kind)
  const schedule = (await system.records(staff).first({ where: { person: request.person } }))?.schedule ?? []
  const taken = reckonDay(on, request, schedule, await holidaysOf(system, request.person, on, on))
  const before = request.days.find((day) => day.on === on)
  if ((before?.minutes ?? 0) === taken.minutes && (before?.halves ?? 0) === taken.halves) return
  const others = request.days.filter((day) => day.on !== on)
  const days = taken.minutes > 0 || taken.halves > 0 ? [...others, { on, ...taken }] : others
  const amount = days.reduce((sum, day) => sum + takenOf(day, unit), 0)
  await system.records(leaveRequests).update(request.id, {
    days: days.sort((a, b) => (a.on < b.on ? -1 : 1)),
    ...{ amount, quantity: quantityOf(amount, unit) },
  })
}
