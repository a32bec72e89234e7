import { datasets } from '@guildhall/contract-reports'
import { contribute } from '@guildhall/sdk'

/** What can be reported on, where the plugin reports is on: work, hours changed, who was there, and what projects may take. */
export const offered = [
  contribute(datasets, {
    name: 'entries',
    resource: 'time-entries',
    follow: ['client.name', 'client.city'],
    date: 'day',
    columns: ['day', 'person', 'client', 'project', 'subject', 'startedAt', 'endedAt', 'time', 'note'],
    conditions: [{ field: 'endedAt', op: 'isFilled' }],
    parties: { clients: 'client' },
  }),
  contribute(datasets, {
    name: 'changed',
    resource: 'time-corrections',
    date: 'at',
    columns: [
      ...['at', 'by', 'person', 'kind', 'subjectBefore', 'startedBefore', 'endedBefore'],
      ...['startedAfter', 'endedAfter', 'difference', 'reason'],
    ],
  }),
  contribute(datasets, {
    name: 'attendances',
    resource: 'attendances',
    date: 'day',
    columns: ['day', 'person', 'startedAt', 'endedAt', 'elapsed', 'leftFor'],
    conditions: [{ field: 'endedAt', op: 'isFilled' }],
  }),
  contribute(datasets, {
    name: 'budgets',
    resource: 'time-budgets',
    columns: ['project', 'time', 'usedTime', 'amount', 'usedAmount'],
  }),
]
