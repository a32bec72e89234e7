import { enumeration, instant, ref, resourceToken, text } from '@guildhall/sdk'
import { clients } from './clients.ts'
import { companies } from './companies.ts'

/** One line of the story with a client or company: a call, a note, a meeting. */
export const interactions = resourceToken('interactions', {
  kind: enumeration(['call', 'meeting', 'email', 'message', 'note'], {
    default: 'note',
    indexed: true,
  }),
  direction: enumeration(['incoming', 'outgoing'], { optional: true }),
  client: ref(clients, {
    optional: true,
    onDelete: 'cascade',
    onArchive: 'cascade',
  }),
  company: ref(companies, {
    optional: true,
    onDelete: 'cascade',
    onArchive: 'cascade',
  }),
  at: instant({ default: '$now', indexed: true }),
  /** Who took part and wrote it down; empty when a plugin did. */
  author: ref('people', { optional: true, immutable: true, default: '$me' }),
  text: text({ multiline: true, searchable: true, personal: true }),
})
