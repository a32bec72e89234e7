import { leaveKinds, leaveRequests } from '@guildhall/contract-leave'
import { DomainError, defineError, type PluginSetup, type Scope } from '@guildhall/sdk'
import { Temporal } from 'temporal-polyfill'
import { type LeaveRequest, settle } from '../ledger/settle.ts'
import { approverOf } from './approver.ts'
import { type Asked, reckon, spanOf } from './reckon.ts'

export const tooLate = defineError<{ days: number; earliest: string }>('leave.too_late', 422)
export const alreadyDecided = defineError('leave.already_decided', 409)

const asking = ['kind', 'startsOn', 'endsOn', 'startsAtNoon', 'endsAtNoon', 'fromTime', 'toTime'] as const

/** What a request takes is reckoned when it is asked for or changed, and stands in the ledger from that moment on. */
export function keepRequests({ before, after }: PluginSetup) {
  before.create(leaveRequests, async ({ next, scope }) => {
    const reckoned = await reckon(scope, next)
    await requireNotice(scope, next)
    const approver = await scope.asSystem('leave.approver', (system) => approverOf(system, next.person))
    return { ...reckoned, approver, holds: true }
  })
  before.update(leaveRequests, async ({ next, previous, changed, scope }) => {
    if (next.status === 'revoked' && previous.status === 'approved') return endedBy(next, scope)
    if (!changed.some((name) => asking.includes(name as never))) return undefined
    if (next.status !== 'pending') throw alreadyDecided()
    await requireNotice(scope, next)
    return reckon(scope, next)
  })
  after.create(leaveRequests, async ({ record, scope }) => {
    await settle(scope, record, { isNew: true })
    await approveAtOnce(scope, record)
  })
  after.update(leaveRequests, async ({ record, previous, scope }) => {
    await settle(scope, record, { isNew: asking.some((name) => record[name] !== previous?.[name]) })
  })
}

/** A revoked leave holds the days that were used. */
function endedBy(next: Readonly<Asked>, { tenant }: Scope): Partial<Asked> {
  const { revokedFrom, startsOn } = next
  if (!revokedFrom || revokedFrom <= startsOn) return { holds: false }
  const endsOn = Temporal.PlainDate.from(revokedFrom).subtract({ days: 1 }).toString()
  return { endsAt: spanOf({ ...next, endsOn, endsAtNoon: false }, tenant.zone).endsAt }
}

/** Who asks for himself asks in time. Who enters it for somebody else knows what he does. */
async function requireNotice(scope: Scope, { person, kind, startsOn }: Readonly<Asked>): Promise<void> {
  if (person !== scope.me) return
  const { noticeDays } = await scope.asSystem('leave.notice', (system) => system.records(leaveKinds).get(kind))
  if (noticeDays === 0) return
  const earliest = Temporal.PlainDate.from(scope.clock.today(scope.tenant.zone)).add({ days: noticeDays }).toString()
  if (startsOn < earliest)
    throw tooLate({ days: noticeDays, earliest }, [
      { path: 'startsOn', code: tooLate.code, params: { days: noticeDays, earliest } },
    ])
}

/** Whoever may approve what he enters has approved it: his own with that right, another's as who decides upon him. */
async function approveAtOnce(scope: Scope, { id }: LeaveRequest): Promise<void> {
  // Nobody may delete a request: whoever may is code with all rights, which brings something in and decides nothing.
  const isCode = scope.may(leaveRequests.name, 'delete')
  if (!scope.me || isCode || !scope.may(leaveRequests.name, 'approve')) return
  await scope
    .records(leaveRequests)
    .act(id, 'approve' as never)
    .catch(unlessForbidden)
}

/** Then it waits for who may, or for its paper. */
function unlessForbidden(error: unknown): void {
  const waits = error instanceof DomainError && (error.status === 403 || error.code === 'leave.paper_missing')
  if (!waits) throw error
}
