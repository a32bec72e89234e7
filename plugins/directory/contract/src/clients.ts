import { json, many, ref, refs, resourceToken, text } from '@guildhall/sdk'
import { companies } from './companies.ts'
import { digits, languageTag, lastActivity, mailbox, phones, postal } from './contact.ts'

/** A person who orders and receives work, for himself or for companies. */
export const clients = resourceToken('clients', {
  name: text({ searchable: true, indexed: true, personal: true }),
  email: mailbox,
  phones: json(phones, { default: [], personal: true }),
  language: text({ optional: true, pattern: languageTag, maxLength: 20 }),
  companies: refs(companies),
  /** The login, where he has one. */
  person: ref('people', { optional: true, unique: true, onDelete: 'clear' }),
  ...postal,
  notes: text({ optional: true, multiline: true, personal: true }),
  lastActivityAt: lastActivity,
  phoneDigits: digits,
  /** Others that share a telephone number or an e-mail address. */
  similar: refs('clients', { computed: true, onDelete: 'clear' }),
  assets: many('assets', 'client'),
  interactions: many('interactions', 'client'),
})
