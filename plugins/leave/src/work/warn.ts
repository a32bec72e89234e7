import type { Workload } from '@guildhall/contract-leave'
import { defineError, type PluginSetup, type Scope } from '@guildhall/sdk'
import { availability } from './routes.ts'
import type { WorkBook } from './workloads.ts'

/** Never thrown: it is told with what was written. */
export const assigneeAway = defineError('leave.assignee_away', 409)

type Values = Readonly<Record<string, unknown>>

/** Whoever gives work to somebody who is on approved leave when it is due hears so, and who would be there. */
export function warnOfAbsence({ after }: PluginSetup, { known }: WorkBook): void {
  for (const { value } of known)
    after.write({ name: value.resource, fields: {} }, async ({ record, previous, scope }) => {
      await warn(scope, value, record as Values, previous as Values | null)
    })
}

async function warn(scope: Scope, work: Workload, record: Values, previous: Values | null): Promise<void> {
  const persons = (record[work.persons] ?? []) as readonly string[]
  const at = record[work.dueAt]
  const isSame = previous?.[work.dueAt] === at && String(previous?.[work.persons]) === String(persons)
  if (isSame || persons.length === 0 || typeof at !== 'string' || !scope.me) return
  const { away, free } = await availability(scope, persons, at)
  for (const { name, until } of away)
    scope.warn(assigneeAway.code, {
      person: name,
      until,
      free: free
        .slice(0, 5)
        .map((one) => one.name)
        .join(', '),
    })
}
