import { date, enumeration, instant, integer, ref, resourceToken, subject, text } from '@guildhall/sdk'

/** That recorded time was changed or taken away: what it said, what it says, who did it and why. Only ever added to. */
export const timeCorrections = resourceToken('time-corrections', {
  /** The entry's id, which may be gone. */
  entry: text({ maxLength: 36, indexed: true }),
  kind: enumeration(['changed', 'removed']),
  /** Whose time it is. */
  person: ref('people'),
  /** Who changed it; empty where nobody of the business did. */
  by: ref('people', { optional: true }),
  at: instant({ indexed: true }),
  /** Of the entry, as it was. */
  day: date({ optional: true, indexed: true }),
  subjectBefore: subject('trackable', { optional: true, computed: true }),
  subjectAfter: subject('trackable', { optional: true, computed: true }),
  startedBefore: instant(),
  endedBefore: instant({ optional: true }),
  startedAfter: instant({ optional: true }),
  endedAfter: instant({ optional: true }),
  /** In seconds; what is taken away counts below zero. */
  difference: integer(),
  reason: text({ maxLength: 500 }),
})
