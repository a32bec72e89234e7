export { ticketAnswered, ticketAssigned, ticketDueSoon, ticketOpened, ticketResolved } from './events.ts'
export { ticketMessages } from './messages.ts'
export { ticketSenders } from './senders.ts'
export { openTicketStates, runningTicketStates, tickets, type Urgency, urgencies } from './tickets.ts'
