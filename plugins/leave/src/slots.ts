import { may, slot } from '@guildhall/sdk'
import { holidays } from './holidays/holidays.ts'
import { leaveLedger } from './ledger/ledger.ts'
import { leaveRequests } from './requests/requests.ts'

/** What admin/ draws in the backoffice. */
export const slots = [
  slot.page('calendar', { path: '/calendar', icon: 'calendar_month', right: may(leaveRequests, 'read') }),
  slot.page('holidayImport', { path: '/holidays', icon: 'event', menu: 'settings', right: may(holidays, 'create') }),
  slot.widget('balance', { right: may(leaveLedger, 'read'), for: ['worker', 'manager', 'admin'] }),
  slot.aside('standing', leaveRequests),
] as const
