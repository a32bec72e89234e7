import { type Condition, datasets, metrics } from '@guildhall/contract-reports'
import { runningTicketStates } from '@guildhall/contract-tickets'
import { contribute } from '@guildhall/sdk'

const resolved: Condition[] = [{ field: 'resolvedAt', op: 'isFilled' }]
const rated: Condition[] = [{ field: 'rating', op: 'isFilled' }]
const content: Condition[] = [{ field: 'rating', op: 'atLeast', value: 4 }]
const running: Condition[] = [{ field: 'status', op: 'anyOf', value: [...runningTicketStates] }]

/** What can be reported on, where the plugin reports is on. */
export const offered = [
  contribute(datasets, {
    name: 'tickets',
    resource: 'tickets',
    follow: ['client.city', 'company.city'],
    date: 'createdAt',
    columns: ['number', 'title', 'kind', 'client', 'priority', 'assignee', 'status', 'createdAt', 'resolvedAt'],
    parties: { clients: 'client', companies: 'company' },
  }),
  ...(
    [
      ['running', { count: running }],
      ['resolved', { count: resolved }],
      ['content', { share: [content, rated] as [Condition[], Condition[]] }],
    ] as const
  ).map(([name, formula]) =>
    contribute(metrics, {
      name,
      dataset: 'tickets.tickets',
      title: `tickets:metrics.${name}`,
      versions: [{ version: 1, since: '2026-01-01', formula, tells: `tickets:metrics.${name}Formula` }],
    }),
  ),
]
