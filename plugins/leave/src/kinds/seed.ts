import { leaveKinds } from '@guildhall/contract-leave'
import type { Scope } from '@guildhall/sdk'

const seeds = {
  annual: { color: '#2e7d32', allowance: 21, carryOver: 5, carryUntil: '06-30' },
  medical: { color: '#c62828', unit: 'days', consumes: false, needsPaper: true },
  unpaid: { color: '#616161', consumes: false, isPaid: false },
  own: { color: '#1565c0', unit: 'half-days', allowance: 2, carryOver: 0 },
} as const

/** The kinds that nearly every business has, in its own language, where it has none. */
export async function seedKinds(scope: Scope): Promise<void> {
  if ((await scope.records(leaveKinds).count({ archived: 'with' })) > 0) return
  for (const [key, values] of Object.entries(seeds))
    await scope
      .records(leaveKinds)
      .create({ name: scope.t(`leave:seeds.${key}`, {}, scope.tenant.language), ...values })
}
