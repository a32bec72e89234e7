import { datasets } from '@guildhall/contract-reports'
import { contribute } from '@guildhall/sdk'

/** What can be reported on, where the plugin reports is on: everything that was sent, and what came of it. */
export const offered = contribute(datasets, {
  name: 'deliveries',
  resource: 'notification-deliveries',
  date: 'createdAt',
  columns: ['createdAt', 'person', 'channel', 'title', 'sentTo', 'status', 'sentAt', 'answer'],
})
