import { openTicketStates, runningTicketStates } from '@guildhall/contract-tickets'
import { defineWidgets, me } from '@guildhall/sdk'
import { incomingMails } from './mail/incoming.ts'
import { tickets } from './tickets/tickets.ts'

export const widgets = defineWidgets([
  { name: 'open', count: tickets, where: { status_in: openTicketStates }, for: ['admin', 'manager'] },
  {
    name: 'overdue',
    count: tickets,
    where: { status_in: openTicketStates, resolveDueAt_lt: '$now' },
    for: ['admin', 'manager'],
  },
  { name: 'heldMails', count: incomingMails, where: { status: 'held' }, for: ['admin', 'manager'] },
  {
    name: 'mine',
    list: tickets,
    where: { assignee: me, status_in: runningTicketStates },
    fields: ['resolveDueAt', 'priority', 'status'],
    sort: ['resolveDueAt', 'ASC'],
    limit: 6,
    for: ['worker', 'manager'],
  },
  {
    name: 'asked',
    list: tickets,
    where: { status_ne: 'closed' },
    fields: ['number', 'status'],
    sort: ['lastMessageAt', 'DESC'],
    limit: 6,
    for: ['client'],
  },
])
