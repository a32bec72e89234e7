import { clients } from '@guildhall/contract-directory'
import { boolean, date, duration, enumeration, instant, money, ref, resourceToken, subject, text } from '@guildhall/sdk'
import { timesheets } from './timesheets.ts'

export const sources = ['timer', 'manual', 'offline', 'import'] as const

/** Work on something, from one instant to another. Without an end it is running; a person has one of these at most. */
export const timeEntries = resourceToken('time-entries', {
  subject: subject('trackable', { immutable: true }),
  /** What the subject is a part of, or itself: the project of a task. */
  project: subject('trackable', { optional: true, computed: true }),
  client: ref(clients, { optional: true, computed: true }),
  person: ref('people', { default: '$me', immutable: true, about: true }),
  startedAt: instant({ immutable: true, indexed: true, default: '$now' }),
  endedAt: instant({ optional: true, immutable: true }),
  /** On which it began, on the calendar of who worked. */
  day: date({ optional: true, computed: true }),
  note: text({ optional: true, maxLength: 500, searchable: true, personal: true }),
  billable: boolean({ default: true }),
  /** From beginning to end, to the second. */
  elapsed: duration({ optional: true, computed: true }),
  /** The same, rounded once as the tenant wants it: what every report, budget and timesheet adds up. */
  time: duration({ optional: true, computed: true }),
  /** Of an hour, as it was when the entry ended. */
  rate: money({ optional: true, computed: true, minimum: 0 }),
  amount: money({ optional: true, computed: true, minimum: 0 }),
  source: enumeration(sources, { computed: true, default: 'manual' }),
  /** Nobody has touched anything since. */
  idleSince: instant({ optional: true, computed: true }),
  /** When its person was told that it runs on and on. */
  remindedAt: instant({ optional: true, computed: true }),
  /** The approved timesheet that holds it fast. */
  timesheet: ref(timesheets, { optional: true, computed: true, onDelete: 'clear' }),
  /** When it was put on an invoice, by whoever bills; it is fast from then on. */
  billedAt: instant({ optional: true, computed: true }),
})
