import type { tickets } from '@guildhall/contract-tickets'
import type { DraftOf, Scope } from '@guildhall/sdk'
import { closedDays } from './closed-days.ts'
import { afterWorking, type WorkingHours, workingBetween } from './hours.ts'
import { policyFor } from './policies.ts'

type Ticket = DraftOf<(typeof tickets)['fields']>
type Dated = Pick<Ticket, 'priority' | 'answeredAt' | 'resolveDueAt' | 'minutesLeft'>

export async function hoursOf(scope: Scope): Promise<WorkingHours> {
  const setting = <T>(name: string) => scope.setting<T>('tickets', name)
  const closed = await closedDays(scope)
  return {
    zone: scope.tenant.zone,
    opensAt: setting('opensAt'),
    closesAt: setting('closesAt'),
    firstDay: setting('firstDay'),
    lastDay: setting('lastDay'),
    isClosed: (day) => closed.has(day),
  }
}

/** When a ticket is due that came, or whose priority was changed, reckoned from when it came. */
export async function dueFrom(scope: Scope, { priority, answeredAt }: Dated, from: string) {
  const hours = await hoursOf(scope)
  const { answerHours, resolveHours } = policyFor(scope, priority)
  return {
    answerDueAt: answeredAt ? null : afterWorking(hours, from, answerHours * 60),
    resolveDueAt: afterWorking(hours, from, resolveHours * 60),
  }
}

/** While the client is waited for no time runs: what is left is kept. What is overdue has less than nothing left. */
export async function paused(scope: Scope, { resolveDueAt }: Dated) {
  if (resolveDueAt === null) return { minutesLeft: null, resolveDueAt: null }
  const [hours, now] = [await hoursOf(scope), scope.clock.now()]
  const left =
    resolveDueAt >= now ? workingBetween(hours, now, resolveDueAt) : -workingBetween(hours, resolveDueAt, now)
  return { minutesLeft: left, resolveDueAt: null }
}

/** It runs again. What was overdue is due at once. */
export async function resumed(scope: Scope, { minutesLeft, priority, answeredAt, resolveDueAt }: Dated) {
  const now = scope.clock.now()
  if (resolveDueAt !== null) return {}
  if (minutesLeft === null)
    return {
      resolveDueAt: (await dueFrom(scope, { priority, answeredAt, resolveDueAt, minutesLeft }, now)).resolveDueAt,
    }
  return { minutesLeft: null, resolveDueAt: afterWorking(await hoursOf(scope), now, Math.max(0, minutesLeft)) }
}
