import { date, email, json, many, money, phone, ref, resourceToken, state, Type, text, weekday } from '@guildhall/sdk'

const timeOfDay = Type.String({
  pattern: '^([01]\\d|2[0-3]):[0-5]\\d$|^24:00$',
})

/** A week's working hours: on weekday `day` (1 Monday … 7 Sunday, ISO 8601) from `from` to `to`, wall-clock time in the tenant's zone. */
export const weeklySchedule = Type.Array(
  Type.Object(
    {
      day: weekday(),
      from: timeOfDay,
      to: timeOfDay,
    },
    { additionalProperties: false },
  ),
  { maxItems: 28 },
)

/** A member of the staff: with a login or without one. */
export const staff = resourceToken('staff', {
  name: text({ searchable: true, indexed: true, personal: true }),
  /** The login, where he has one. */
  person: ref('people', { optional: true, unique: true, onDelete: 'clear' }),
  email: email({ optional: true, searchable: true, personal: true }),
  phone: phone({ optional: true, personal: true }),
  position: text({ optional: true, searchable: true }),
  supervisor: ref('staff', { optional: true, onDelete: 'clear' }),
  startsOn: date({ default: '$today', indexed: true }),
  endsOn: date({ optional: true }),
  schedule: json(weeklySchedule, { default: [] }),
  /** What an hour of his work costs the business. */
  hourlyRate: money({ optional: true, minimum: 0 }),
  notes: text({ optional: true, multiline: true, personal: true }),
  status: state(['active', 'dismissed']),
  subordinates: many('staff', 'supervisor'),
})
