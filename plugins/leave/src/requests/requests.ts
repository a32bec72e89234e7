import { leaveRequests as declared, leaveKinds } from '@guildhall/contract-leave'
import { can, defineError, defineResource, me, type Scope, text } from '@guildhall/sdk'
import type { LeaveRequest } from '../ledger/settle.ts'
import { later } from '../year/entitlement.ts'

const asked = [
  ...(['person', 'kind', 'startsOn', 'endsOn', 'startsAtNoon', 'endsAtNoon'] as const),
  ...(['fromTime', 'toTime', 'note', 'papers'] as const),
] as const
/** What everybody may know of who is away: neither the kind nor anything that tells it. */
const absence = ['person', 'startsOn', 'endsOn', 'startsAtNoon', 'endsAtNoon', 'status'] as const
/** All but what only the database looks at: when it begins and ends as instants, and whether it holds that time. */
const whole = [
  ...asked,
  ...(['status', 'approver', 'decidedBy', 'decidedAt', 'reason', 'quantity', 'amount', 'days', 'revokedFrom'] as const),
  ...(['createdAt', 'createdBy'] as const),
] as const

const own = { person: me } as const
const ofOthers = { person_ne: me } as const
const led = { $and: [{ approver: me }, ofOthers] } as const

export const paperMissing = defineError('leave.paper_missing', 422)
export const alreadyOver = defineError('leave.already_over', 409)

const reason = { reason: text({ multiline: true, maxLength: 500 }) } as const
const decided = (scope: Scope) => ({ decidedBy: scope.me, decidedAt: scope.clock.now() })

export const leaveRequests = defineResource(declared.name, {
  fields: declared.fields,
  title: 'startsOn',
  exclude: [{ equal: ['person'], range: ['startsAt', 'endsAt'], where: { holds: true }, error: 'leave.overlap' }],
  indexes: [
    ['person', 'startsOn'],
    ['approver', 'status'],
  ],
  archivable: false,
  actions: {
    approve: {
      from: 'pending',
      to: 'approved',
      past: 'approved',
      guard: requirePaper,
      run: ({ scope }) => decided(scope),
    },
    reject: {
      from: 'pending',
      to: 'rejected',
      past: 'rejected',
      input: reason,
      destructive: true,
      run: ({ input, scope }) => ({ ...decided(scope), reason: input.reason, holds: false }),
    },
    cancel: {
      from: 'pending',
      to: 'cancelled',
      past: 'cancelled',
      run: () => ({ holds: false }),
    },
    revoke: {
      from: 'approved',
      to: 'revoked',
      past: 'revoked',
      input: reason,
      destructive: true,
      run: ({ record, input, scope }) => ({ ...decided(scope), ...givenBack(record, scope), reason: input.reason }),
    },
  },
  rules: {
    admin: [
      can('read', whole),
      can('create', asked),
      can('update', asked),
      ...(['approve', 'reject', 'cancel', 'revoke'] as const).map((step) => can(step)),
    ],
    manager: [
      can('read', whole),
      can('create', asked),
      can('update', { ...own, status: 'pending' }, asked),
      can('approve', ofOthers),
      can('reject', ofOthers),
      can('revoke', ofOthers),
      can('cancel', own),
    ],
    worker: [
      can('read', { status: 'approved' }, absence),
      can('read', { $or: [own, led] }, whole),
      can('create', own, asked),
      can('update', { ...own, status: 'pending' }, asked),
      can('cancel', own),
      can('approve', led),
      can('reject', led),
      can('revoke', led),
    ],
  },
  sort: ['startsOn', 'DESC'],
  views: {
    list: ['person', 'kind', 'startsOn', 'endsOn', 'quantity', 'status'],
    filters: ['status', 'person', 'kind', 'startsOn'],
    sections: {
      asked: [
        'person',
        'kind',
        'startsOn',
        'startsAtNoon',
        'endsOn',
        'endsAtNoon',
        'fromTime',
        'toTime',
        'note',
        'papers',
      ],
      decision: ['status', 'quantity', 'approver', 'decidedBy', 'decidedAt', 'reason', 'revokedFrom'],
    },
    board: 'status',
    calendar: { from: 'startsOn', to: 'endsOn' },
    icon: 'event',
  },
})

async function requirePaper({ record, scope }: { record: LeaveRequest; scope: Scope }): Promise<void> {
  if (!scope.enabled('files') || (record.papers ?? []).length > 0) return
  const kind = await scope.asSystem('leave.paper', (system) => system.records(leaveKinds).get(record.kind))
  if (kind.needsPaper) throw paperMissing({}, [{ path: 'papers', code: paperMissing.code }])
}

/** What is revoked is given back from today on; the days before were used, and nobody else's leave can be there. */
function givenBack(record: LeaveRequest, scope: Scope) {
  const today = scope.clock.today(scope.tenant.zone)
  if (record.endsOn < today) throw alreadyOver()
  return { revokedFrom: later(today, record.startsOn) }
}
