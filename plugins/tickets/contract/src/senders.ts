import { clients } from '@guildhall/contract-directory'
import { boolean, email, ref, resourceToken, text } from '@guildhall/sdk'

/** Somebody who writes by mail and has no login: all that is known of him is what his mails say. */
export const ticketSenders = resourceToken('ticket-senders', {
  name: text({ searchable: true, indexed: true, maxLength: 200, personal: true }),
  address: email({ unique: true, searchable: true, personal: true, immutable: true }),
  /** Whose address it is, where that is known: a client, or somebody who was invited and has not come in. */
  client: ref(clients, { optional: true, about: true, onDelete: 'clear' }),
  person: ref('people', { optional: true, about: true, onDelete: 'clear' }),
  /** His mails are refused from now on. */
  blocked: boolean({ default: false }),
})
