import { defineAdmin } from '@guildhall/admin-ui'
import type { slots } from '../src/slots.ts'
import { Balance } from './balance/balance.tsx'
import { Standing } from './balance/standing.tsx'
import { CalendarPage } from './calendar/calendar-page.tsx'
import { HolidayImport } from './holidays/holiday-import.tsx'

export default defineAdmin<typeof slots>({
  slots: { calendar: CalendarPage, holidayImport: HolidayImport, balance: Balance, standing: Standing },
})
