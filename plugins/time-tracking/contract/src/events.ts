import { defineEvent, recordEvent, Type } from '@guildhall/sdk'
import { timesheets } from './timesheets.ts'

const id = () => Type.String({ format: 'uuid' })

/** Somebody's time was changed or taken away; `id` is the correction. */
export const timeCorrected = defineEvent('time-tracking.entry.corrected', Type.Object({ id: id(), person: id() }))

/** A timer runs longer than anybody works; told once. */
export const timerForgotten = defineEvent('time-tracking.timer.forgotten', Type.Object({ id: id() }))

/** A budget is used up to a share, in percent; told once for each. */
export const budgetReached = defineEvent(
  'time-tracking.budget.reached',
  Type.Object({ id: id(), share: Type.Integer() }),
)

export const timesheetSubmitted = recordEvent(timesheets, 'submitted')
export const timesheetApproved = recordEvent(timesheets, 'approved')
export const timesheetReturned = recordEvent(timesheets, 'returned')
