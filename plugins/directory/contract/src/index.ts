export { assets } from './assets.ts'
export { clients } from './clients.ts'
export { companies } from './companies.ts'
export {
  clientMerged,
  partyServed,
  staffDismissed,
  staffRehired,
} from './events.ts'
export { interactions } from './interactions.ts'
export { staff, weeklySchedule } from './staff.ts'
