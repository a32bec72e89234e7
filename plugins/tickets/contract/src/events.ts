import { defineEvent, recordEvent, Type } from '@guildhall/sdk'
import { tickets } from './tickets.ts'

export const ticketOpened = recordEvent(tickets, 'created')
export const ticketResolved = recordEvent(tickets, 'resolved')

/** Somebody else than before is to solve it. */
export const ticketAssigned = defineEvent(
  'tickets.ticket.assigned',
  Type.Object({ ticket: Type.String(), person: Type.String() }),
)

/** `due` is what runs out: the first answer, or the solution. */
export const ticketDueSoon = defineEvent(
  'tickets.ticket.due_soon',
  Type.Object({ ticket: Type.String(), due: Type.String(), at: Type.String() }),
)

/** Something was said. Whoever may not read internal messages may not read who said what in one. */
export const ticketAnswered = defineEvent(
  'tickets.ticket.answered',
  Type.Object({ ticket: Type.String(), message: Type.String(), side: Type.String(), visibility: Type.String() }),
)
