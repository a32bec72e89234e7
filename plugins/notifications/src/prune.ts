import type { ShortJob } from '@guildhall/sdk'
import { deliveries } from './deliveries/deliveries.ts'
import { notifications } from './inbox/notifications.ts'

const most = 1000

/** What was told long ago is thrown away, with the log of it. */
export const prune: ShortJob = {
  cron: '17 3 * * *',
  async run(scope) {
    const days = scope.setting<number>('notifications', 'keepDays')
    const before = new Date(Date.parse(scope.clock.now()) - days * 86_400_000).toISOString()
    const where = { createdAt_lt: before } as const
    for (const { id } of await scope
      .records(deliveries)
      .list({ where: { ...where, status_ne: 'waiting' }, limit: most }))
      await scope.records(deliveries).remove(id)
    for (const { id } of await scope.records(notifications).list({ where, limit: most }))
      await scope.records(notifications).remove(id)
  },
}
