import { ticketMessages as declared } from '@guildhall/contract-tickets'
import { can, defineResource, me } from '@guildhall/sdk'

const said = ['ticket', 'visibility', 'text', 'attachments'] as const
const inGiven = { 'ticket.assignee': me } as const
const inOwn = { $or: [{ 'ticket.requester': me }, { 'ticket.client.person': me }] } as const
const shownToClient = ['ticket', 'text', 'attachments', 'authorName', 'side'] as const

/** The conversation of a ticket. What was said stays as it was said. */
export const ticketMessages = defineResource(declared.name, {
  fields: declared.fields,
  indexes: [['ticket', 'createdAt']],
  title: 'text',
  archivable: false,
  customFields: false,
  // It is itself a log.
  history: false,
  rules: {
    admin: [can('read'), can('create', said)],
    manager: [can('read'), can('create', said)],
    worker: [can('read', inGiven), can('create', inGiven, said)],
    client: [
      can('read', { $and: [inOwn, { visibility: 'public' }] }, shownToClient),
      can('create', { $and: [inOwn, { visibility: 'public' }] }, ['ticket', 'text', 'attachments']),
    ],
  },
  sort: ['id', 'ASC'],
  views: { list: ['authorName', 'visibility', 'text', 'createdAt'], filters: ['ticket', 'visibility'], menu: 'hidden' },
})
