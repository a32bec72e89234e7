import { holidays as declared } from '@guildhall/contract-leave'
import { can, defineResource } from '@guildhall/sdk'

export const holidays = defineResource(declared.name, {
  fields: declared.fields,
  title: 'name',
  archivable: false,
  rules: { admin: [can('manage')], manager: [can('read')], worker: [can('read')] },
  sort: ['on', 'ASC'],
  views: {
    list: ['on', 'name', 'part', 'country', 'isSubstitute', 'source'],
    filters: ['on', 'country', 'source'],
    sections: { day: ['on', 'name', 'part', 'isSubstitute'], where: ['country', 'region', 'source'] },
    calendar: { from: 'on' },
    icon: 'flag',
    menu: 'settings',
  },
})
