import { leaveKinds, type leaveRequests } from '@guildhall/contract-leave'
import { defineError, type RecordOf, type Scope } from '@guildhall/sdk'
import { quantityOf, takenOf } from '../kinds/measure.ts'
import { holdAccount } from './accounts.ts'
import { leaveLedger } from './ledger.ts'
import { byMonth, lowestFrom, type Move } from './sums.ts'

export type LeaveRequest = RecordOf<typeof leaveRequests.fields>

export const beyondBalance = defineError<{ left: number; wanted: number }>('leave.beyond_balance', 422)

/**
 * Makes the ledger say what a request takes now: while it is pending or approved all its days, of a revoked one those that were used, else
 * nothing. Only the difference is written, a line for each month, so doing it again changes nothing. What is newly asked for must be there.
 * @throws 422 beyond the balance
 */
export async function settle(scope: Scope, request: LeaveRequest, { isNew }: { isNew: boolean }): Promise<void> {
  await scope.asSystem('leave.settle', async (system) => {
    await holdAccount(system, request.person)
    const kind = await system.records(leaveKinds).get(request.kind)
    const moves = await movesOf(system, request.person)
    const own = moves.filter((move) => move.request === request.id)
    const lines = [...new Set([...own.map((move) => move.kind), request.kind])].flatMap((each) => {
      const isDue = each === kind.id && kind.consumes
      const wanted = isDue ? takenDays(request).map((day) => ({ on: day.on, amount: -takenOf(day, kind.unit) })) : []
      const there = own.filter((move) => move.kind === each)
      return differences(wanted, there).map((line) => ({ ...line, kind: each }))
    })
    for (const { kind: each, on, amount } of lines) {
      const { unit } = each === kind.id ? kind : await system.records(leaveKinds).get(each)
      await system.records(leaveLedger).create({
        ...{ person: request.person, kind: each, on, amount, quantity: quantityOf(amount, unit), request: request.id },
        cause: amount < 0 ? 'use' : 'release',
      } as never)
    }
    const taken = lines.filter(({ amount }) => amount < 0)
    if (!isNew || taken.length === 0 || kind.mayGoBelowZero) return
    const first = taken.map(({ on }) => on).sort()[0] ?? request.startsOn
    const all = [...moves, ...lines].filter((move) => move.kind === kind.id)
    const lowest = lowestFrom(all, first)
    if (lowest >= 0) return
    const wanted = -lines.reduce((sum, { amount }) => sum + amount, 0)
    throw beyondBalance(
      { left: quantityOf(Math.max(0, lowest + wanted), kind.unit), wanted: quantityOf(wanted, kind.unit) },
      [{ path: 'endsOn', code: beyondBalance.code }],
    )
  })
}

/** The days that a request takes as it stands. */
export function takenDays({ status, days, revokedFrom }: Pick<LeaveRequest, 'status' | 'days' | 'revokedFrom'>) {
  if (status === 'pending' || status === 'approved') return days
  return status === 'revoked' && revokedFrom ? days.filter(({ on }) => on < revokedFrom) : []
}

function differences(wanted: readonly Move[], there: readonly Move[]): Move[] {
  const [next, now] = [byMonth(wanted), byMonth(there)]
  return [...new Set([...next.keys(), ...now.keys()])]
    .map((month) => ({
      on: next.get(month)?.on ?? now.get(month)?.on ?? month,
      amount: (next.get(month)?.amount ?? 0) - (now.get(month)?.amount ?? 0),
    }))
    .filter(({ amount }) => amount !== 0)
}

export interface Booked extends Move {
  readonly kind: string
  readonly request: string | null
}

/** Every move of a person's balances. */
export async function movesOf(scope: Scope, person: string): Promise<Booked[]> {
  const rows = await scope.sql<{ on: string; kind_id: string; request_id: string | null; amount: string }>(
    leaveLedger,
    (readable, { raw }) =>
      readable
        .where('person_id', person)
        .groupBy('on', 'kind_id', 'request_id')
        .select(raw('"on"::text as "on"'), 'kind_id', 'request_id', raw('sum(amount)::text as amount')),
  )
  return rows.map(({ on, kind_id, request_id, amount }) => ({
    ...{ on, kind: kind_id, request: request_id, amount: Number(amount) },
  }))
}
