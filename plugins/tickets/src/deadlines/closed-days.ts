import { holidays } from '@guildhall/contract-leave'
import type { Scope } from '@guildhall/sdk'

/** Days on which nobody works. */
export async function closedDays(scope: Scope): Promise<ReadonlySet<string>> {
  if (!scope.enabled('leave')) return new Set()
  const known = await scope.asSystem('Days on which nobody works', (system) =>
    system.records(holidays).list({ where: { part: 'whole' } }),
  )
  return new Set(known.map(({ on }) => on))
}
