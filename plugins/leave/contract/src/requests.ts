import {
  boolean,
  date,
  decimal,
  files,
  instant,
  integer,
  json,
  ref,
  resourceToken,
  type Static,
  state,
  Type,
  text,
} from '@guildhall/sdk'
import { leaveKinds } from './kinds.ts'

const computed = { computed: true } as const
const maybe = { computed: true, optional: true } as const
const time = () => text({ optional: true, pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', maxLength: 5 })

/** A day of a leave as it was reckoned when it was asked for: `halves` of a working day and `minutes` of work that it takes. */
const day = Type.Object(
  {
    on: Type.String({ format: 'date' }),
    minutes: Type.Integer({ minimum: 0 }),
    halves: Type.Integer({ minimum: 0, maximum: 2 }),
  },
  { additionalProperties: false },
)
export type ReckonedDay = Static<typeof day>

/** Leave that somebody asks for. */
export const leaveRequests = resourceToken('leave-requests', {
  person: ref('people', { default: '$me', immutable: true, about: true }),
  kind: ref(leaveKinds),
  startsOn: date({ indexed: true }),
  endsOn: date(),
  /** The first day begins, the last day ends at noon. */
  startsAtNoon: boolean(),
  endsAtNoon: boolean(),
  /** Hours of one date, of a kind that counts hours. */
  fromTime: time(),
  toTime: time(),
  note: text({ optional: true, multiline: true, maxLength: 2000, personal: true }),
  /** For who decides and for who asks. */
  papers: files({ maxItems: 10 }),
  status: state(['pending', 'approved', 'rejected', 'cancelled', 'revoked'], { indexed: true }),
  /** The nearest superior with a login. */
  approver: ref('people', { ...maybe, onDelete: 'clear', onLeave: { handOver: { status: 'pending' } } }),
  decidedBy: ref('people', { ...maybe, onDelete: 'clear' }),
  decidedAt: instant(maybe),
  /** Why it was rejected or revoked. */
  reason: text({ ...maybe, maxLength: 500, personal: true }),
  /** Working days or hours, as the kind counts. */
  quantity: decimal({ ...computed, default: 0 }),
  /** The same exactly: half-days, or minutes. */
  amount: integer({ ...computed, default: 0 }),
  days: json(Type.Array(day, { maxItems: 400 }), { ...computed, default: [] }),
  /** The first day that was given back when it was revoked. */
  revokedFrom: date(maybe),
  startsAt: instant(computed),
  endsAt: instant(computed),
  /** Whether no other leave may be at the same time. */
  holds: boolean(computed),
})
