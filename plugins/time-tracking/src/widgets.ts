import { defineWidgets, me } from '@guildhall/sdk'
import { timeEntries } from './entries/entries.ts'

/** The home page: what one worked oneself; how the business's time divides by person, project and day. */
export const widgets = defineWidgets([
  {
    name: 'mine',
    sum: timeEntries,
    of: 'time',
    where: { person: me },
    date: 'day',
    each: 'week',
    for: ['worker', 'manager'],
  },
  { name: 'all', sum: timeEntries, of: 'time', date: 'day', each: 'week', for: ['admin', 'manager'] },
  { name: 'perDay', trend: timeEntries, of: 'time', date: 'day', each: 'day', periods: 14, for: ['admin', 'manager'] },
  {
    name: 'byPerson',
    chart: timeEntries,
    by: 'person',
    of: 'time',
    where: { day_gte: '$today-30d' },
    for: ['admin', 'manager'],
  },
  {
    name: 'byClient',
    chart: timeEntries,
    by: 'client',
    of: 'time',
    where: { day_gte: '$today-30d' },
    for: ['admin', 'manager'],
  },
])
