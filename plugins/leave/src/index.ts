import { workloads } from '@guildhall/contract-leave'
import { definePlugin, text } from '@guildhall/sdk'
import { away } from './absences.ts'
import { calendarRoute } from './calendar/calendar.ts'
import { commands } from './commands.ts'
import { leaveFeeds } from './feeds/feeds.ts'
import { feedRoute, makeFeedRoute } from './feeds/routes.ts'
import { followHolidays } from './holidays/change.ts'
import { holidays } from './holidays/holidays.ts'
import { importRoute, placesRoute, previewRoute } from './holidays/routes.ts'
import { leaveKinds } from './kinds/kinds.ts'
import { leavePolicies } from './kinds/policies.ts'
import { leaveAccounts } from './ledger/accounts.ts'
import { balancesRoute } from './ledger/balances.ts'
import { keepLedgerWhole, leaveLedger } from './ledger/ledger.ts'
import { kinds } from './notifications.ts'
import { offered } from './reports.ts'
import { followSupervisors } from './requests/approver.ts'
import { keepRequests } from './requests/keep.ts'
import { leaveRequests } from './requests/requests.ts'
import { slots } from './slots.ts'
import { widgets } from './widgets.ts'
import { availabilityRoute, workRoute } from './work/routes.ts'
import { warnOfAbsence } from './work/warn.ts'
import { collectWorkloads, openWorkBook } from './work/workloads.ts'
import { turnWhenChanged } from './year/changed.ts'
import { turn } from './year/turn.ts'

const book = openWorkBook()

export default definePlugin({
  name: 'leave',
  version: '0.1.0',
  requires: ['directory'],
  settings: {
    /** Whose holidays the people have who are said to be nowhere else: ISO 3166-1, and ISO 3166-2 without it. */
    country: text({ optional: true, pattern: '^[A-Z]{2}$', maxLength: 2 }),
    region: text({ optional: true, pattern: '^[A-Z0-9]{1,3}$', maxLength: 3 }),
  },
  resources: [leaveRequests, leaveKinds, leavePolicies, leaveAccounts, leaveLedger, holidays, leaveFeeds],
  extensionPoints: [workloads],
  routes: [
    ...[balancesRoute, calendarRoute, placesRoute, previewRoute, importRoute],
    ...[makeFeedRoute, feedRoute, availabilityRoute, workRoute(book)],
  ],
  jobs: { turn },
  commands,
  widgets,
  contributes: [...kinds, ...offered, away],
  admin: { module: new URL('../dist/admin/index.js', import.meta.url), slots },
  // Later, so that a preset's own kinds are there first.
  onEnable: async (scope) => void (await scope.later('leave.turn', { seeds: true })),
  setup(setup) {
    keepLedgerWhole(setup)
    keepRequests(setup)
    followSupervisors(setup)
    followHolidays(setup)
    turnWhenChanged(setup)
    collectWorkloads(setup, book)
    warnOfAbsence(setup, book)
  },
})
