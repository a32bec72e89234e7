import { timeCorrections as declared } from '@guildhall/contract-time-tracking'
import { can, defineResource, me } from '@guildhall/sdk'

/** Nobody changes or deletes one: there is no rule for it, and the database refuses it. */
export const timeCorrections = defineResource(declared.name, {
  fields: declared.fields,
  archivable: false,
  history: false,
  customFields: false,
  title: 'reason',
  sort: ['at', 'DESC'],
  rules: {
    admin: [can('read')],
    manager: [can('read')],
    worker: [can('read', { person: me })],
  },
  views: {
    list: [
      'at',
      'by',
      'person',
      'kind',
      'startedBefore',
      'endedBefore',
      'startedAfter',
      'endedAfter',
      'difference',
      'reason',
    ],
    filters: ['person', 'by', 'kind', 'at'],
    icon: 'history',
    menu: 'settings',
  },
})
