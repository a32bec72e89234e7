import { allowanceFields, leaveKinds } from '@guildhall/contract-leave'
import { can, defineResource, me, ref } from '@guildhall/sdk'

/** What one person has of a kind, instead of what the kind says. */
export const leavePolicies = defineResource('leave-policies', {
  fields: {
    person: ref('people', { immutable: true, onDelete: 'cascade', about: true }),
    kind: ref(leaveKinds, { immutable: true, onDelete: 'cascade' }),
    ...allowanceFields,
  },
  unique: [['person', 'kind']],
  archivable: false,
  rules: {
    admin: [can('manage')],
    manager: [can('read')],
    worker: [can('read', { person: me })],
  },
  views: {
    list: ['person', 'kind', 'allowance', 'accrual', 'carryOver', 'carryUntil'],
    filters: ['person', 'kind'],
    icon: 'policy',
    menu: 'settings',
  },
})
