import type { tickets } from '@guildhall/contract-tickets'
import { defineError, type RecordOf, type Scope } from '@guildhall/sdk'

type Ticket = RecordOf<(typeof tickets)['fields']>

export const reopenOver = defineError<{ days: number }>('tickets.reopen_over', 409)
export const notAsked = defineError('tickets.rated_by_requester', 403)

/** Who asked may come back for some days; after that he asks anew. Who hands out tickets may at any time. */
export function withinReopenWindow(scope: Scope, { resolvedAt, mergedInto }: Ticket): void {
  const days = scope.setting<number>('tickets', 'reopenDays')
  const isLate = resolvedAt !== null && Date.parse(scope.clock.now()) > Date.parse(resolvedAt) + days * 86_400_000
  if (mergedInto !== null || (isLate && !scope.may('tickets', 'assign'))) throw reopenOver({ days })
}

/** Nobody praises his own work. */
export function byRequester(scope: Scope, { requester }: Ticket): void {
  if (scope.me === null || requester !== scope.me) throw notAsked()
}
