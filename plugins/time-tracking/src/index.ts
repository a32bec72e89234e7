import { absences, budgetReached, timeCorrected, timerForgotten } from '@guildhall/contract-time-tracking'
import { definePlugin } from '@guildhall/sdk'
import { attendances, prepareAttendances } from './attendance/attendances.ts'
import { collectAbsences } from './attendance/away.ts'
import { clockRoutes } from './attendance/clock.ts'
import { sheetRoutes } from './attendance/routes.ts'
import { boardRoute } from './board/route.ts'
import { timeBudgets } from './budgets/budgets.ts'
import { reckonBudgets } from './budgets/reckon.ts'
import { commands } from './commands.ts'
import { dropRemoved } from './corrections/correct.ts'
import { timeCorrections } from './corrections/corrections.ts'
import { timeEntries } from './entries/entries.ts'
import { keepLocked } from './entries/locks.ts'
import { prepareEntries } from './entries/prepare.ts'
import { kinds } from './notifications/kinds.ts'
import { timeRates } from './rates/rates.ts'
import { reprice } from './rates/reprice.ts'
import { offered } from './reports.ts'
import { settings } from './settings.ts'
import { slots } from './slots.ts'
import { forgotten } from './timers/forgotten.ts'
import { timerRoutes } from './timers/routes.ts'
import { spanTimesheets } from './timesheets/approval.ts'
import { timesheets } from './timesheets/timesheets.ts'
import { addTimeRoute } from './week/add.ts'
import { weekRoute } from './week/route.ts'
import { widgets } from './widgets.ts'

export default definePlugin({
  name: 'time-tracking',
  version: '0.1.0',
  requires: ['directory'],
  settings,
  resources: [timeEntries, timeCorrections, timesheets, attendances, timeRates, timeBudgets],
  events: [timeCorrected, timerForgotten, budgetReached],
  routes: [...timerRoutes, boardRoute, weekRoute, addTimeRoute, ...clockRoutes, ...sheetRoutes],
  jobs: { forgotten, reprice },
  commands,
  widgets,
  extensionPoints: [absences],
  contributes: [...kinds, ...offered],
  admin: { module: new URL('../dist/admin/index.js', import.meta.url), slots },
  setup(setup) {
    collectAbsences(setup)
    prepareEntries(setup)
    keepLocked(setup)
    dropRemoved(setup)
    spanTimesheets(setup)
    prepareAttendances(setup)
    reckonBudgets(setup)
  },
})
