import { leaveKinds as declared } from '@guildhall/contract-leave'
import { can, defineResource } from '@guildhall/sdk'

export const leaveKinds = defineResource(declared.name, {
  fields: declared.fields,
  unique: [['name']],
  rules: {
    admin: [can('manage')],
    manager: [can('read')],
    worker: [can('read')],
  },
  sort: ['name', 'ASC'],
  views: {
    list: ['name', 'color', 'unit', 'consumes', 'allowance', 'isPaid', 'needsPaper'],
    sections: {
      kind: ['name', 'color', 'unit', 'isPaid'],
      asking: ['noticeDays', 'needsPaper', 'mayGoBelowZero'],
      balance: ['consumes', 'allowance', 'accrual', 'carryOver', 'carryUntil'],
    },
    showWhen: {
      allowance: { consumes: true },
      accrual: { consumes: true },
      carryOver: { consumes: true },
      carryUntil: { consumes: true },
      mayGoBelowZero: { consumes: true },
    },
    icon: 'label',
    menu: 'settings',
  },
})
