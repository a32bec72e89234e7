import type { LongJob } from '@guildhall/sdk'
import { deliveries } from './deliveries.ts'

/** Forgets what is over, as old as the tenant has said. */
export const prune: LongJob = {
  cron: '35 3 * * *',
  async steps(work) {
    for (let gone = 1; gone > 0; )
      gone = await work.within(async (scope) => {
        const days = scope.setting<number>('webhooks', 'keepDays')
        const before = new Date(Date.parse(scope.clock.now()) - days * 86_400_000).toISOString()
        return scope.records(deliveries).prune({ happenedAt_lt: before, status_ne: 'waiting' })
      })
  },
}
