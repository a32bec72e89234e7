import { can, date, defineResource, money, ref, subject } from '@guildhall/sdk'
import { askToReprice } from './ask.ts'

/** What an hour costs from a day on: of one person, on one project, of one person on one project, or of everybody everywhere. */
export const timeRates = defineResource('time-rates', {
  fields: {
    project: subject('trackable', { optional: true }),
    person: ref('people', { optional: true }),
    startsOn: date({ default: '$today', indexed: true }),
    rate: money({ minimum: 0 }),
  },
  archivable: false,
  sort: ['startsOn', 'DESC'],
  /** For hours that were worked before it was set. */
  actions: { apply: { past: 'applied', run: askToReprice } },
  rules: { admin: [can('manage')] },
  views: { list: ['startsOn', 'project', 'person', 'rate'], filters: ['person'], icon: 'payments', menu: 'settings' },
})
