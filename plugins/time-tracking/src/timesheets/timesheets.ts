import { timesheets as declared } from '@guildhall/contract-time-tracking'
import { can, defineResource, me, text } from '@guildhall/sdk'
import { gather, heldBy, loosen, sheetOverlap } from './approval.ts'

const reason = { reason: text({ maxLength: 500 }) }
const others = { person_ne: me } as const

/** Handed in, its time is fast; approved, it is what pay and invoices lean on. */
export const timesheets = defineResource(declared.name, {
  fields: declared.fields,
  archivable: false,
  title: 'remark',
  sort: ['startsOn', 'DESC'],
  exclude: [{ equal: ['person'], range: ['startsOn', 'endsOn'], error: sheetOverlap.code }],
  actions: {
    submit: { from: 'open', to: 'submitted', past: 'submitted', run: gather },
    approve: { from: 'submitted', to: 'approved', run: heldBy },
    return: {
      from: 'submitted',
      to: 'open',
      past: 'returned',
      input: reason,
      run: ({ input }) => ({ remark: input.reason, submittedAt: null }),
    },
    reopen: { from: 'approved', to: 'open', input: reason, destructive: true, run: loosen },
  },
  rules: {
    admin: [can('manage')],
    manager: [
      can('read'),
      can('create'),
      can('submit'),
      can('approve', others),
      can('return', others),
      can('reopen', others),
    ],
    worker: [can('read', { person: me }), can('create', { person: me }), can('submit', { person: me })],
  },
  views: {
    list: ['person', 'startsOn', 'endsOn', 'time', 'status'],
    filters: ['person', 'status', 'startsOn'],
    sections: {
      span: ['person', 'startsOn', 'endsOn', 'time'],
      state: ['status', 'submittedAt', 'approvedAt', 'approvedBy', 'remark'],
    },
    board: 'status',
    icon: 'fact_check',
  },
})
