import { may, slot } from '@guildhall/sdk'
import { reportDeliveries } from './deliveries/deliveries.ts'
import { reportOutputs } from './outputs/outputs.ts'
import { reports } from './reports/reports.ts'
import { reportSchedules } from './schedules/schedules.ts'

/** What admin/ draws in the backoffice. */
export const slots = [
  slot.page('reports', { path: '/overview', icon: 'bar_chart', right: may(reports, 'read') }),
  slot.widget('figures', { right: may(reports, 'read'), for: ['admin', 'manager'] }),
  slot.widget('myFigures', { right: may(reports, 'read'), for: ['worker'] }),
  slot.field('outside', reportSchedules, 'outside'),
  slot.aside('nextRuns', reportSchedules),
  slot.aside('sentFile', reportDeliveries),
  slot.aside('madeFile', reportOutputs),
] as const
