import { boolean, color, decimal, enumeration, integer, resourceToken, text } from '@guildhall/sdk'

/** What a person has of a kind each year; of a kind for everybody, or of a person instead. Days, or hours where the kind counts hours. */
export const allowanceFields = {
  allowance: decimal({ default: 0, minimum: 0, maximum: 9_000 }),
  accrual: enumeration(['yearly', 'monthly'], { default: 'yearly' }),
  /** The most that goes over into the next year; all of it where this is empty. */
  carryOver: decimal({ optional: true, minimum: 0, maximum: 9_000 }),
  /** The last day, month and day (`06-30`), on which what went over can be used. */
  carryUntil: text({ optional: true, pattern: '^(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$', maxLength: 5 }),
} as const

/** A kind of leave: annual, medical, unpaid. */
export const leaveKinds = resourceToken('leave-kinds', {
  name: text({ searchable: true, indexed: true }),
  color: color({ default: '#2e7d32' }),
  /** What it is asked for in. It never changes: balances are kept in it. */
  unit: enumeration(['days', 'half-days', 'hours'], { default: 'half-days', immutable: true }),
  /** Whether it takes from a balance. */
  consumes: boolean({ default: true }),
  isPaid: boolean({ default: true }),
  /** It is approved only with a paper. */
  needsPaper: boolean(),
  mayGoBelowZero: boolean(),
  /** How many days ahead it is asked for at the latest. */
  noticeDays: integer({ default: 0, minimum: 0, maximum: 366 }),
  ...allowanceFields,
})
