import type { ShortJob } from '@guildhall/sdk'
import { incomingMails } from './incoming.ts'

/** What came long ago is thrown away; what was said stays on its ticket. */
export const pruneMails: ShortJob = {
  cron: '40 3 * * *',
  async run(scope) {
    const days = scope.setting<number>('tickets', 'mailDays')
    const createdAt_lt = new Date(Date.parse(scope.clock.now()) - days * 86_400_000).toISOString()
    const mails = scope.records(incomingMails)
    while ((await mails.prune({ createdAt_lt, status_ne: 'waiting' })) === 1_000);
  },
}
