export {
  type Absence,
  type DayOff,
  daysBetween,
  nextDay,
  reckonDay,
  type Stretch,
  usualSchedule,
  weekdayOf,
} from './day.ts'
export { leaveApproved, leaveCancelled, leaveRejected, leaveRequested, leaveRevoked } from './events.ts'
export { holidays } from './holidays.ts'
export { allowanceFields, leaveKinds } from './kinds.ts'
export { leaveRequests, type ReckonedDay } from './requests.ts'
export { type Workload, workloads } from './workloads.ts'
