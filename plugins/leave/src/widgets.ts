import { defineWidgets, me } from '@guildhall/sdk'
import { leaveRequests } from './requests/requests.ts'

export const widgets = defineWidgets([
  {
    name: 'away',
    list: leaveRequests,
    where: { status: 'approved', startsOn_lte: '$today', endsOn_gte: '$today' },
    fields: ['person', 'endsOn'],
    sort: ['startsOn', 'ASC'],
    limit: 10,
    for: ['admin', 'manager', 'worker'],
  },
  {
    name: 'awaySoon',
    list: leaveRequests,
    where: { status: 'approved', startsOn_gt: '$today', startsOn_lte: '$today+7d' },
    fields: ['person', 'startsOn'],
    sort: ['startsOn', 'ASC'],
    limit: 10,
    for: ['admin', 'manager', 'worker'],
  },
  {
    name: 'toDecide',
    list: leaveRequests,
    where: { status: 'pending', person_ne: me },
    fields: ['person', 'quantity'],
    sort: ['startsOn', 'ASC'],
    limit: 10,
    for: ['admin', 'manager'],
  },
])
