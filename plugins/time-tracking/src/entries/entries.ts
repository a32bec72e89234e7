import { timeEntries as declared } from '@guildhall/contract-time-tracking'
import { can, defineResource, instant, me, readable, subject, text } from '@guildhall/sdk'
import { correctedEntry, refuseCorrection, removedEntry } from '../corrections/correct.ts'
import { overlap } from './errors.ts'

const given = ['subject', 'person', 'startedAt', 'endedAt', 'note', 'billable', 'source'] as const

/** Nobody outside learns a rate, what is noted or how the house keeps its books. */
const shownOutside = ['subject', 'project', 'client', 'person', 'startedAt', 'endedAt', 'day', 'time'] as const
const shownToPerson = [
  ...shownOutside,
  'note',
  'billable',
  'elapsed',
  'source',
  'idleSince',
  'timesheet',
  'billedAt',
] as const

/** Times change by a correction only, which asks for a reason and leaves a trace. */
export const timeEntries = defineResource(declared.name, {
  fields: declared.fields,
  archivable: false,
  title: 'note',
  sort: ['startedAt', 'DESC'],
  exclude: [{ equal: ['person'], range: ['startedAt', 'endedAt'], error: overlap.code }],
  indexes: [
    ['person', 'startedAt'],
    // A month of a business is read from this alone.
    ['day', 'person', 'project', 'time'],
  ],
  actions: {
    correct: {
      input: {
        startedAt: instant({ optional: true }),
        endedAt: instant({ optional: true }),
        subject: subject('trackable', { optional: true }),
        reason: text({ maxLength: 500 }),
      },
      guard: refuseCorrection,
      run: correctedEntry,
    },
    remove: {
      input: { reason: text({ maxLength: 500 }) },
      destructive: true,
      guard: refuseCorrection,
      run: removedEntry,
    },
  },
  rules: {
    admin: [can('read'), can('create', given), can('update', ['note', 'billable']), can('correct'), can('remove')],
    manager: [
      can('read', [...shownToPerson, 'remindedAt']),
      can('create', given),
      can('update', ['note', 'billable']),
      can('correct'),
      can('remove'),
    ],
    worker: [
      can('read', { person: me }, shownToPerson),
      can('create', { person: me }, given),
      can('update', { person: me }, ['note', 'billable']),
      can('correct', { person: me }),
      can('remove', { person: me }),
    ],
    client: [can('read', { subject: readable }, shownOutside)],
    observer: [can('read', { subject: readable }, shownOutside)],
  },
  views: {
    list: ['startedAt', 'endedAt', 'time', 'person', 'project', 'subject', 'note'],
    filters: ['person', 'day', 'client', 'billable', 'source'],
    sections: {
      work: ['subject', 'project', 'client', 'person', 'note', 'billable'],
      when: ['startedAt', 'endedAt', 'day', 'elapsed', 'time'],
      money: ['rate', 'amount'],
      state: ['source', 'timesheet', 'billedAt', 'idleSince', 'remindedAt'],
    },
    calendar: { from: 'startedAt', to: 'endedAt' },
    icon: 'timer',
  },
})
