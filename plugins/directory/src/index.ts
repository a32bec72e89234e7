import { partyServed } from '@guildhall/contract-directory'
import { definePlugin } from '@guildhall/sdk'
import { assets, requireOwner } from './assets/assets.ts'
import { clients } from './clients/clients.ts'
import { companies } from './companies/companies.ts'
import { similarRoute } from './duplicates/route.ts'
import { watchForDuplicates } from './duplicates/watch.ts'
import { followActivity } from './interactions/activity.ts'
import { attributeInteractions } from './interactions/author.ts'
import { interactions } from './interactions/interactions.ts'
import { keepAddressesApart } from './people/mail-address.ts'
import { offered } from './reports.ts'
import { keepLoginsWithinEmployment } from './staff/employment.ts'
import { checkSchedules } from './staff/schedule.ts'
import { staff } from './staff/staff.ts'

export default definePlugin({
  name: 'directory',
  version: '0.1.0',
  resources: [companies, clients, staff, assets, interactions],
  events: [partyServed],
  routes: [similarRoute],
  widgets: [
    {
      name: 'quiet',
      list: clients,
      where: { lastActivityAt_lte: '$now-60d' },
      sort: ['lastActivityAt', 'ASC'],
      limit: 10,
      for: ['admin', 'manager'],
    },
    { name: 'activeStaff', count: staff, where: { status: 'active' }, for: ['admin'] },
    { name: 'newClients', count: clients, date: 'createdAt', each: 'month', for: ['admin', 'manager'] },
    { name: 'contacts', trend: interactions, date: 'at', each: 'week', for: ['admin', 'manager'] },
    {
      name: 'contactsByKind',
      chart: interactions,
      by: 'kind',
      where: { at_gte: '$now-30d' },
      as: 'pie',
      for: ['admin', 'manager'],
    },
  ],
  firstSteps: [
    { name: 'staff', done: { resource: staff }, to: '/staff/create' },
    { name: 'clients', done: { resource: clients }, to: '/clients/create' },
  ],
  contributes: offered,
  setup(setup) {
    keepAddressesApart(setup)
    watchForDuplicates(setup)
    requireOwner(setup)
    attributeInteractions(setup)
    followActivity(setup)
    checkSchedules(setup)
    keepLoginsWithinEmployment(setup)
  },
})
