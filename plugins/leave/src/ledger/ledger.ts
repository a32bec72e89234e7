import { leaveKinds, leaveRequests } from '@guildhall/contract-leave'
import {
  can,
  date,
  decimal,
  defineError,
  defineResource,
  enumeration,
  integer,
  me,
  type PluginSetup,
  ref,
  text,
} from '@guildhall/sdk'
import { amountOf, quantityOf } from '../kinds/measure.ts'
import { holdAccount } from './accounts.ts'

/** Every move of a balance, for ever: a balance is the sum of what stands here, and is kept nowhere else. */
export const leaveLedger = defineResource('leave-ledger', {
  fields: {
    person: ref('people', { immutable: true, about: true }),
    kind: ref(leaveKinds, { immutable: true }),
    on: date({ default: '$today', immutable: true, indexed: true }),
    /** Days or hours as the kind counts; below zero what is taken. */
    quantity: decimal({ immutable: true, minimum: -9_000, maximum: 9_000 }),
    cause: enumeration(['grant', 'use', 'release', 'expiry', 'adjustment'], { computed: true, default: 'adjustment' }),
    reason: text({ optional: true, maxLength: 500 }),
    request: ref(leaveRequests, { computed: true, optional: true }),
    /** Half-days or minutes: what is summed. */
    amount: integer({ computed: true, default: 0 }),
    /** What is written once bears a name: the second writer is refused. */
    origin: text({ computed: true, optional: true, unique: true }),
  },
  indexes: [['person', 'kind']],
  title: 'reason',
  archivable: false,
  rules: {
    admin: [can('read'), can('create')],
    manager: [can('read')],
    worker: [can('read', { person: me })],
  },
  sort: ['on', 'DESC'],
  views: {
    list: ['on', 'person', 'kind', 'quantity', 'cause', 'reason', 'request'],
    filters: ['person', 'kind', 'cause', 'on'],
    sections: { move: ['person', 'kind', 'on', 'quantity', 'cause', 'reason', 'request'] },
    icon: 'menu_book',
  },
})

export const unevenQuantity = defineError('leave.uneven_quantity', 422)
export const adjustmentWithoutReason = defineError('leave.adjustment_without_reason', 422)

/** What a person enters is days or hours, and says why; what is summed is whole. */
export function keepLedgerWhole({ before }: PluginSetup) {
  before.create(leaveLedger, async ({ next, scope }) => {
    if (next.cause !== 'adjustment') return undefined
    if (!next.reason) throw adjustmentWithoutReason({}, [{ path: 'reason', code: adjustmentWithoutReason.code }])
    const { unit } = await scope.records(leaveKinds).get(next.kind)
    const amount = amountOf(next.quantity, unit)
    if (quantityOf(amount, unit) !== next.quantity || amount === 0)
      throw unevenQuantity({}, [{ path: 'quantity', code: unevenQuantity.code }])
    await scope.asSystem('leave.ledger', (system) => holdAccount(system, next.person))
    return { amount }
  })
}
