import { openTicketStates, ticketDueSoon, tickets } from '@guildhall/contract-tickets'
import { defineResource, enumeration, instant, type JobDefinition, ref, type Scope } from '@guildhall/sdk'

const dues = ['answer', 'resolve'] as const
type Due = (typeof dues)[number]

/** For which deadlines somebody was told; the database keeps it to one. */
export const ticketAlerts = defineResource('ticket-alerts', {
  fields: { ticket: ref(tickets, { onDelete: 'cascade' }), due: enumeration(dues), at: instant() },
  unique: [['ticket', 'due', 'at']],
  archivable: false,
  history: false,
  customFields: false,
  views: { menu: 'hidden' },
})

/** Somebody is told while there is still time: so many minutes before a deadline, once. */
export const dueSoon: JobDefinition = {
  cron: '*/5 * * * *',
  async run(scope) {
    const minutes = scope.setting<number>('tickets', 'warnMinutes')
    const until = new Date(Date.parse(scope.clock.now()) + minutes * 60_000).toISOString()
    for (const due of dues) await alert(scope, due, until)
  },
}

const page = 500

async function alert(scope: Scope, due: Due, until: string): Promise<void> {
  for (let offset = 0; ; offset += page) {
    const found = await runningOut(scope, due, until, offset)
    const told = await scope.records(ticketAlerts).list({ where: { ticket_in: found.map(({ id }) => id), due } })
    const known = new Set(told.map(({ ticket, at }) => `${ticket} ${at}`))
    for (const { id: ticket, answerDueAt, resolveDueAt } of found) {
      const at = due === 'answer' ? answerDueAt : resolveDueAt
      if (at === null || known.has(`${ticket} ${at}`)) continue
      await scope.records(ticketAlerts).create({ ticket, due, at })
      await scope.emit(ticketDueSoon, { ticket, due, at })
    }
    if (found.length < page) return
  }
}

const runningOut = (scope: Scope, due: Due, until: string, offset: number) =>
  due === 'answer'
    ? scope
        .records(tickets)
        .list({ where: { status_in: openTicketStates, answerDueAt_lte: until }, limit: page, offset })
    : scope
        .records(tickets)
        .list({ where: { status_in: openTicketStates, resolveDueAt_lte: until }, limit: page, offset })
