import { may, slot } from '@guildhall/sdk'
import { reports } from './reports/reports.ts'

/** What admin/ draws in the backoffice. */
export const slots = [
  slot.page('reports', { path: '/overview', icon: 'bar_chart', right: may(reports, 'read') }),
] as const
