import { ticketAnswered, ticketAssigned, ticketDueSoon } from '@guildhall/contract-tickets'
import { definePlugin, integer, text } from '@guildhall/sdk'
import { ticketAnswers } from './answers/answers.ts'
import { dueSoon, ticketAlerts } from './deadlines/alerts.ts'
import { policies } from './deadlines/policies.ts'
import { answerByMail, sendAnswer } from './mail/answer.ts'
import { incomingMailParts, incomingMails } from './mail/incoming.ts'
import { mailIn } from './mail/keep.ts'
import { pruneMails } from './mail/prune.ts'
import { mailAddressRoute } from './mail/route.ts'
import { ticketSenders } from './mail/senders.ts'
import { mailSettings } from './mail/settings.ts'
import { takeMail } from './mail/take.ts'
import { forgetAuthors } from './messages/forgetting.ts'
import { ticketMessages } from './messages/messages.ts'
import { sayMessages } from './messages/saying.ts'
import { kinds } from './notifications/kinds.ts'
import { offered } from './reports.ts'
import { slots } from './slots.ts'
import { closeResolved } from './tickets/closing.ts'
import { openTickets } from './tickets/opening.ts'
import { tickets } from './tickets/tickets.ts'
import { widgets } from './widgets.ts'

const time = { pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', maxLength: 5 }

export default definePlugin({
  name: 'tickets',
  version: '0.1.0',
  requires: ['directory'],
  enhances: ['leave', 'notifications', 'projects', 'reports'],
  settings: {
    /** When the business works, wall-clock time in its zone; weekdays are 1 Monday … 7 Sunday. */
    opensAt: text({ default: '09:00', ...time }),
    closesAt: text({ default: '18:00', ...time }),
    firstDay: integer({ default: 1, minimum: 1, maximum: 7 }),
    lastDay: integer({ default: 5, minimum: 1, maximum: 7 }),
    ...policies,
    /** For how many days after the solution who asked may come back. */
    reopenDays: integer({ default: 7, minimum: 0, maximum: 365 }),
    /** How long before a deadline somebody is told. */
    warnMinutes: integer({ default: 60, minimum: 5, maximum: 10_080 }),
    ...mailSettings,
  },
  resources: [tickets, ticketMessages, ticketAnswers, ticketAlerts, ticketSenders, incomingMails, incomingMailParts],
  events: [ticketAssigned, ticketAnswered, ticketDueSoon],
  jobs: { dueSoon, closeResolved, takeMail, sendAnswer, pruneMails },
  routes: [mailAddressRoute],
  mailIn,
  widgets,
  contributes: [...kinds, ...offered],
  admin: { module: new URL('../dist/admin/index.js', import.meta.url), slots },
  setup(setup) {
    openTickets(setup)
    sayMessages(setup)
    forgetAuthors(setup)
    answerByMail(setup)
  },
})
