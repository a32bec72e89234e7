import { date, duration, instant, ref, resourceToken, state, text } from '@guildhall/sdk'

/** A person's week or month, handed in and approved. */
export const timesheets = resourceToken('timesheets', {
  person: ref('people', { default: '$me', immutable: true, about: true }),
  startsOn: date({ immutable: true, default: '$today', indexed: true }),
  endsOn: date({ optional: true, computed: true, indexed: true }),
  /** What was in it when it was last handed in. */
  time: duration({ optional: true, computed: true }),
  status: state(['open', 'submitted', 'approved'], { indexed: true }),
  submittedAt: instant({ optional: true, computed: true }),
  approvedAt: instant({ optional: true, computed: true }),
  approvedBy: ref('people', { optional: true, computed: true }),
  /** Why it came back, last time. */
  remark: text({ optional: true, computed: true, maxLength: 500 }),
})
