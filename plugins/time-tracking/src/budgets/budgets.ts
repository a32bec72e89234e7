import { can, defineResource, duration, instant, money, subject } from '@guildhall/sdk'

/** What a project may take, in hours, in money, or both. */
export const timeBudgets = defineResource('time-budgets', {
  fields: {
    project: subject('trackable', { unique: true, immutable: true }),
    time: duration({ optional: true, minimum: 60 }),
    amount: money({ optional: true, minimum: 1 }),
    usedTime: duration({ optional: true, computed: true }),
    usedAmount: money({ optional: true, computed: true }),
    /** When it was told that so much of it is used. */
    nearAt: instant({ optional: true, computed: true }),
    fullAt: instant({ optional: true, computed: true }),
  },
  archivable: false,
  rules: { admin: [can('manage')], manager: [can('read', ['project', 'time', 'usedTime', 'nearAt', 'fullAt'])] },
  views: { list: ['project', 'time', 'usedTime', 'amount', 'usedAmount'], icon: 'receipt_long', menu: 'settings' },
})
