import { ticketMessages, ticketSenders, tickets } from '@guildhall/contract-tickets'
import { can, defineResource, enumeration, files, instant, integer, ref, type Scope, state, text } from '@guildhall/sdk'

/** Why somebody is to look at a mail before anything comes of it. */
export const heldFor = ['unverified', 'stranger', 'notOnTicket', 'notAllowed', 'unreadable'] as const
/** Why nothing comes of it. */
export const refusedFor = ['automatic', 'bulk', 'list', 'loop', 'ownAddress', 'bounce', 'blocked'] as const
export type Held = (typeof heldFor)[number]
export type Refused = (typeof refusedFor)[number]

const personal = { optional: true, computed: true, personal: true } as const

/** Each mail that came, and what became of it. It is a log: what was said lies on the tickets, and this is thrown away after a time. */
export const incomingMails = defineResource('incoming-mails', {
  fields: {
    subject: text({ optional: true, personal: true, maxLength: 500, searchable: true }),
    fromAddress: text({ ...personal, maxLength: 320, searchable: true }),
    fromName: text({ ...personal, maxLength: 200 }),
    /** All of it, with what was quoted. */
    text: text({ ...personal, multiline: true, maxLength: 200_000 }),
    status: state(['waiting', 'accepted', 'held', 'refused', 'rejected'], { indexed: true }),
    reason: enumeration([...heldFor, ...refusedFor], { optional: true, computed: true }),
    /** Whether those who run the domain in `From` say that it is theirs. */
    verdict: enumeration(['pass', 'fail', 'unknown'], { computed: true }),
    /** The one it became, or was said on, or seems to answer while it is held. */
    ticket: ref(tickets, { optional: true, computed: true, onDelete: 'clear' }),
    said: ref(ticketMessages, { optional: true, computed: true, onDelete: 'clear' }),
    person: ref('people', { optional: true, computed: true, about: true, onDelete: 'clear' }),
    sender: ref(ticketSenders, { optional: true, computed: true, about: true, onDelete: 'clear' }),
    /** Who took it over from those held, or put it away. */
    decidedBy: ref('people', { optional: true, computed: true, onDelete: 'clear' }),
    decidedAt: instant({ optional: true, computed: true }),
    /** Where it is to be said, by who took it over. */
    target: ref(tickets, { optional: true, computed: true, onDelete: 'clear' }),
    original: files({ optional: true, computed: true }),
    receiver: text({ computed: true, maxLength: 330 }),
    envelopeSender: text({ ...personal, maxLength: 330 }),
    host: text({ computed: true, maxLength: 64 }),
    messageId: text({ optional: true, computed: true, maxLength: 600, indexed: true }),
    /** Of its Message-ID and sender: the same mail is kept once. */
    key: text({ computed: true, maxLength: 64 }),
  },
  unique: [['key']],
  indexes: [
    ['status', 'createdAt'],
    ['ticket', 'createdAt'],
    ['envelopeSender', 'createdAt'],
    ['host', 'createdAt'],
  ],
  title: 'subject',
  archivable: false,
  history: false,
  customFields: false,
  actions: {
    take: {
      from: 'held',
      to: 'waiting',
      past: 'taken',
      input: { ticket: ref(tickets, { optional: true }) },
      run: async ({ record, input, scope }) => {
        await scope.later('tickets.takeMail', { mail: record.id }, { lane: 'mail' })
        return { decidedBy: scope.me, decidedAt: scope.clock.now(), target: input.ticket ?? null }
      },
    },
    reject: {
      from: 'held',
      to: 'rejected',
      destructive: true,
      run: async ({ record, scope }) => {
        await scope.asSystem('A held mail is put away', (system) => forgetSource(system, record.id))
        return { decidedBy: scope.me, decidedAt: scope.clock.now() }
      },
    },
  },
  rules: {
    admin: [can('read'), can('take'), can('reject')],
    manager: [can('read'), can('take'), can('reject')],
  },
  sort: ['createdAt', 'DESC'],
  views: {
    list: ['createdAt', 'fromAddress', 'subject', 'status', 'reason', 'ticket'],
    filters: ['status', 'ticket'],
    sections: {
      what: ['subject', 'text', 'original'],
      who: ['fromName', 'fromAddress', 'verdict', 'person', 'sender', 'envelopeSender', 'host'],
      outcome: ['status', 'reason', 'ticket', 'decidedBy', 'decidedAt'],
    },
    icon: 'mail',
  },
})

/** A piece of a mail as it came, in base64, for as long as something is to be done with it. */
export const incomingMailParts = defineResource('incoming-mail-parts', {
  fields: {
    mail: ref(incomingMails, { onDelete: 'cascade' }),
    position: integer({ minimum: 0 }),
    content: text({ maxLength: 700_000, personal: true }),
  },
  unique: [['mail', 'position']],
  archivable: false,
  history: false,
  customFields: false,
  views: { menu: 'hidden' },
})

export const forgetSource = (scope: Scope, mail: string) => scope.records(incomingMailParts).prune({ mail })
