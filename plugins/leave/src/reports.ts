import { datasets } from '@guildhall/contract-reports'
import { contribute } from '@guildhall/sdk'

/** What can be reported on, where the plugin reports is on. */
export const offered = [
  contribute(datasets, {
    name: 'moves',
    resource: 'leave-ledger',
    follow: ['kind.isPaid', 'kind.unit'],
    date: 'on',
    columns: ['on', 'person', 'kind', 'quantity', 'cause'],
  }),
  contribute(datasets, {
    name: 'requests',
    resource: 'leave-requests',
    follow: ['kind.isPaid', 'kind.unit'],
    date: 'startsOn',
    columns: ['person', 'kind', 'startsOn', 'endsOn', 'quantity', 'status'],
  }),
]
