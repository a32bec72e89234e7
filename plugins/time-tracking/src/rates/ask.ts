import type { Scope } from '@guildhall/sdk'

/** Once is enough for all of a rate's hours, however often somebody asks before it begins. */
export async function askToReprice({ record, scope }: { record: { readonly id: string }; scope: Scope }) {
  await scope.later('time-tracking.reprice', { rate: record.id }, { lane: 'reprice', once: record.id })
  return undefined
}
