export { type Absence, type AbsenceSource, absences } from './absences.ts'
export { attendances } from './attendances.ts'
export { timeCorrections } from './corrections.ts'
export { sources, timeEntries } from './entries.ts'
export {
  budgetReached,
  timeCorrected,
  timerForgotten,
  timesheetApproved,
  timesheetReturned,
  timesheetSubmitted,
} from './events.ts'
export { timesheets } from './timesheets.ts'
