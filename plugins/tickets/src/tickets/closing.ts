import { tickets } from '@guildhall/contract-tickets'
import type { JobDefinition } from '@guildhall/sdk'

/** What nobody came back to is closed when the time to come back is over. */
export const closeResolved: JobDefinition = {
  cron: '30 3 * * *',
  async run(scope) {
    const days = scope.setting<number>('tickets', 'reopenDays')
    const until = new Date(Date.parse(scope.clock.now()) - days * 86_400_000).toISOString()
    for (;;) {
      const over = await scope
        .records(tickets)
        .list({ where: { status: 'resolved', resolvedAt_lt: until }, limit: 200 })
      for (const { id } of over) await scope.records(tickets).act(id, 'close')
      if (over.length < 200) return
    }
  },
}
