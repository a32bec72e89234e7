import { clients } from '@guildhall/contract-directory'
import { enumeration, files, ref, resourceToken, text } from '@guildhall/sdk'
import { ticketSenders } from './senders.ts'
import { tickets } from './tickets.ts'

/** Said once and never changed. `internal` is among those who work here. */
export const ticketMessages = resourceToken('ticket-messages', {
  ticket: ref(tickets, { immutable: true, onDelete: 'cascade', onArchive: 'cascade' }),
  visibility: enumeration(['public', 'internal'], { default: 'public', immutable: true, indexed: true }),
  text: text({ multiline: true, searchable: true, maxLength: 20_000, immutable: true, personal: true }),
  attachments: files({ optional: true }),
  /** Whose ticket it is: what was said tells of him. */
  client: ref(clients, { optional: true, computed: true, about: true, onDelete: 'clear' }),
  author: ref('people', { optional: true, computed: true, onDelete: 'clear' }),
  /** Who said it by mail, where he has no login. */
  sender: ref(ticketSenders, { optional: true, computed: true, about: true, onDelete: 'clear' }),
  /** As the author was called when he said it. */
  authorName: text({ optional: true, computed: true }),
  side: enumeration(['client', 'business'], { computed: true }),
})
