import { files, json, many, refs, resourceToken, text, url } from '@guildhall/sdk'
import { digits, languageTag, lastActivity, mailbox, phones, postal } from './contact.ts'

/** A party that work is done for and mail is sent to; never a login. */
export const companies = resourceToken('companies', {
  name: text({ searchable: true, indexed: true }),
  registrationNumber: text({ optional: true, searchable: true, maxLength: 60 }),
  taxNumber: text({ optional: true, searchable: true, maxLength: 60 }),
  email: mailbox,
  phones: json(phones, { default: [] }),
  website: url({ optional: true }),
  logo: files({ optional: true, maxItems: 1, accept: ['image/*'], maxBytes: 10_000_000 }),
  language: text({ optional: true, pattern: languageTag, maxLength: 20 }),
  ...postal,
  notes: text({ optional: true, multiline: true }),
  lastActivityAt: lastActivity,
  phoneDigits: digits,
  /** Others that share a telephone number or an e-mail address. */
  similar: refs('companies', { computed: true, onDelete: 'clear' }),
  clients: many('clients', 'companies'),
  assets: many('assets', 'company'),
  interactions: many('interactions', 'company'),
})
