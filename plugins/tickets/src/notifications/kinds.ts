import { tellOf } from '@guildhall/contract-notifications'
import {
  ticketAnswered,
  ticketAssigned,
  ticketDueSoon,
  ticketMessages,
  ticketOpened,
  ticketResolved,
  tickets,
} from '@guildhall/contract-tickets'
import { enumeration, refs, resourceToken, type Scope, text } from '@guildhall/sdk'
import { mailThread as thread } from '../mail/references.ts'

const roles = resourceToken('roles', { archetype: enumeration(['admin', 'manager', 'worker', 'client', 'observer']) })
const people = resourceToken('people', { name: text(), roles: refs(roles) })

const texts = (name: string) => ({
  label: `tickets:notifications.${name}.label`,
  title: `tickets:notifications.${name}.title`,
  text: `tickets:notifications.${name}.text`,
})
const placeholders = { ticket: 'text', number: 'text' } as const
const valuesOf = ({ title, number }: Readonly<Record<string, unknown>>) => ({ ticket: title, number })

/** Those who hand out tickets. */
async function handingOut(scope: Scope): Promise<string[]> {
  const found = await scope.records(people).list({ where: { 'roles.archetype': 'admin', status: 'active' } as never })
  return found.map(({ id }) => id)
}

/** The assignee; where there is none yet, those who would name one. */
async function solving(scope: Scope, id: string): Promise<string[]> {
  const ticket = await scope.records(tickets).find(id)
  return ticket?.assignee ? [ticket.assignee] : handingOut(scope)
}

export const kinds = [
  tellOf('tickets.opened', {
    event: ticketOpened,
    about: tickets,
    texts: texts('opened'),
    record: ({ event }) => event.payload.id,
    to: ({ scope, event }) => solving(scope, event.payload.id),
    placeholders,
    values: async ({ record }) => valuesOf(record),
    thread,
  }),
  tellOf('tickets.assigned', {
    event: ticketAssigned,
    about: tickets,
    texts: texts('assigned'),
    record: ({ event }) => event.payload.ticket,
    to: async ({ event }) => [event.payload.person],
    channels: ['app', 'mail', 'push'],
    placeholders,
    values: async ({ record }) => valuesOf(record),
    thread,
  }),
  tellOf('tickets.answered', {
    event: ticketAnswered,
    about: tickets,
    texts: texts('answered'),
    record: ({ event }) => event.payload.ticket,
    async to({ scope, event: { payload } }) {
      if (payload.side === 'client' || payload.visibility === 'internal') return solving(scope, payload.ticket)
      return [(await scope.records(tickets).find(payload.ticket))?.requester ?? null]
    },
    placeholders: { ...placeholders, author: 'text', said: 'text' },
    async values({ scope, event, record }) {
      const message = await scope.records(ticketMessages).find(event.payload.message)
      return message && { ...valuesOf(record), author: message.authorName, said: message.text.slice(0, 4_000) }
    },
    thread,
  }),
  tellOf('tickets.resolved', {
    event: ticketResolved,
    about: tickets,
    texts: texts('resolved'),
    record: ({ event }) => event.payload.id,
    to: ['requester'],
    placeholders,
    values: async ({ record }) => valuesOf(record),
    thread,
  }),
  tellOf('tickets.due-soon', {
    event: ticketDueSoon,
    about: tickets,
    texts: texts('dueSoon'),
    record: ({ event }) => event.payload.ticket,
    to: ({ scope, event }) => solving(scope, event.payload.ticket),
    channels: ['app', 'mail', 'push'],
    placeholders: { ...placeholders, at: 'instant' },
    values: async ({ event, record }) => ({ ...valuesOf(record), at: event.payload.at }),
    key: ({ payload }) => `${payload.ticket} ${payload.due} ${payload.at}`,
  }),
]
