import { clients, companies } from '@guildhall/contract-directory'
import { enumeration, instant, integer, many, numbered, ref, resourceToken, state, subject, text } from '@guildhall/sdk'
import { ticketSenders } from './senders.ts'

/** From the least to the most pressing. */
export const urgencies = ['low', 'normal', 'high', 'urgent'] as const
export type Urgency = (typeof urgencies)[number]

/** States in which the business has something to do. */
export const openTicketStates = ['new', 'open'] as const
/** States that are not the end. */
export const runningTicketStates = ['new', 'open', 'waiting'] as const

const computed = { computed: true, optional: true } as const

/** What somebody asks of the business, and what became of it. */
export const tickets = resourceToken('tickets', {
  number: numbered('H-{00000}'),
  title: text({ searchable: true, maxLength: 200 }),
  kind: enumeration(['question', 'problem', 'complaint', 'suggestion'], { default: 'question', indexed: true }),
  /** What it asks about: a project, a task, whatever people talk about. */
  about: subject('conversable', { optional: true }),
  priority: enumeration(urgencies, { default: 'normal', indexed: true }),
  client: ref(clients, { optional: true }),
  company: ref(companies, { optional: true }),
  /** Who asked, where he has a login. */
  requester: ref('people', { optional: true, default: '$me' }),
  /** Who asked by mail, where he has no login. */
  sender: ref(ticketSenders, { ...computed, about: true, onDelete: 'clear' }),
  assignee: ref('people', { optional: true, onLeave: { handOver: { status_in: runningTicketStates } } }),
  status: state(['new', 'open', 'waiting', 'resolved', 'closed'], { indexed: true }),
  /** Until when the first answer is due, and the solution; both in working hours, and nothing while the client is waited for. */
  answerDueAt: instant({ ...computed, indexed: true }),
  resolveDueAt: instant({ ...computed, indexed: true }),
  /** Working minutes that are left until the solution, while the client is waited for. */
  minutesLeft: integer(computed),
  answeredAt: instant(computed),
  resolvedAt: instant(computed),
  /** The one that this one was found to be the same as. */
  mergedInto: ref('tickets', { ...computed, onDelete: 'clear' }),
  /** How the client found the solution, 1 to 5. */
  rating: integer({ ...computed, minimum: 1, maximum: 5 }),
  comment: text({ ...computed, multiline: true, maxLength: 2000 }),
  lastMessageAt: instant({ computed: true, default: '$now', indexed: true }),
  mails: many('incoming-mails', 'ticket'),
})
