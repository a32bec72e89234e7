import { may, slot } from '@guildhall/sdk'
import { attendances } from './attendance/attendances.ts'
import { timeEntries } from './entries/entries.ts'

/** What admin/ draws in the backoffice. */
export const slots = [
  slot.bar('timer', { right: may(timeEntries, 'create') }),
  slot.page('board', {
    path: '/now',
    icon: 'timeline',
    right: may(timeEntries, 'read'),
    for: ['admin', 'manager', 'client', 'observer'],
  }),
  slot.page('week', { path: '/week', icon: 'calendar_month', right: may(timeEntries, 'create') }),
  slot.page('sheet', { path: '/sheet', icon: 'badge', right: may(attendances, 'read') }),
] as const
