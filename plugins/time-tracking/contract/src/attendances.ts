import { date, duration, enumeration, instant, ref, resourceToken } from '@guildhall/sdk'

/** Being at work, from coming to going. A break is what lies between two of a day. */
export const attendances = resourceToken('attendances', {
  person: ref('people', { default: '$me', immutable: true, about: true }),
  startedAt: instant({ default: '$now', indexed: true }),
  endedAt: instant({ optional: true }),
  day: date({ optional: true, computed: true }),
  elapsed: duration({ optional: true, computed: true }),
  /** For what he went. */
  leftFor: enumeration(['break', 'day'], { optional: true }),
})
