import type { Urgency } from '@guildhall/contract-tickets'
import { integer, type Scope } from '@guildhall/sdk'

const hours = (usual: number) => integer({ default: usual, minimum: 1, maximum: 5_000 })

/** How soon tickets of a priority are answered and solved, in hours of work. */
export const policies = {
  urgentAnswer: hours(1),
  urgentResolve: hours(8),
  highAnswer: hours(4),
  highResolve: hours(16),
  normalAnswer: hours(8),
  normalResolve: hours(40),
  lowAnswer: hours(16),
  lowResolve: hours(80),
} as const

export function policyFor(scope: Scope, priority: Urgency) {
  const of = (what: 'Answer' | 'Resolve') => scope.setting<number>('tickets', `${priority}${what}`)
  return { answerHours: of('Answer'), resolveHours: of('Resolve') }
}
