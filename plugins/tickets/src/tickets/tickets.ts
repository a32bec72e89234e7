import { tickets as declared } from '@guildhall/contract-tickets'
import { can, defineResource, integer, me, ref, text } from '@guildhall/sdk'
import { paused, resumed } from '../deadlines/due.ts'
import { mergeGuard, sayMerged } from './merging.ts'
import { byRequester, withinReopenWindow } from './reopening.ts'

const asked = ['title', 'kind', 'about'] as const
const shownToClient = [
  ...(['number', 'title', 'kind', 'about', 'client', 'company', 'requester', 'status', 'resolvedAt'] as const),
  ...(['mergedInto', 'rating', 'comment', 'lastMessageAt'] as const),
] as const
const steered = ['title', 'kind', 'about', 'priority', 'client', 'company', 'requester', 'assignee'] as const

/** A client's own: what he asked, or what was asked in his name. */
const own = { $or: [{ requester: me }, { 'client.person': me }] } as const
const given = { assignee: me } as const
const solving = ['wait', 'resume', 'resolve', 'reopen'] as const

export const tickets = defineResource(declared.name, {
  fields: declared.fields,
  capabilities: ['conversable'],
  placement: { party: 'client' },
  title: 'title',
  indexes: [
    ['status', 'resolveDueAt'],
    ['assignee', 'status'],
    ['client', 'lastMessageAt'],
  ],
  actions: {
    resolve: {
      from: ['new', 'open', 'waiting'],
      to: 'resolved',
      input: { answer: text({ optional: true, multiline: true, maxLength: 20_000 }) },
      run: ({ scope }) => ({ resolvedAt: scope.clock.now(), answerDueAt: null, resolveDueAt: null, minutesLeft: null }),
    },
    assign: {
      from: ['new', 'open', 'waiting'],
      past: 'handed-on',
      input: { assignee: ref('people') },
      run: ({ record, input }) => ({
        assignee: input.assignee,
        ...(record.status === 'new' && { status: 'open' as const }),
      }),
    },
    wait: { from: ['new', 'open'], to: 'waiting', past: 'paused', run: ({ record, scope }) => paused(scope, record) },
    resume: { from: 'waiting', to: 'open', run: ({ record, scope }) => resumed(scope, record) },
    reopen: {
      from: ['resolved', 'closed'],
      to: 'open',
      input: { reason: text({ optional: true, multiline: true, maxLength: 2_000 }) },
      guard: ({ record, scope }) => withinReopenWindow(scope, record),
      run: async ({ record, scope }) => ({ resolvedAt: null, ...(await resumed(scope, record)) }),
    },
    close: { from: 'resolved', to: 'closed' },
    merge: {
      from: ['new', 'open', 'waiting'],
      to: 'closed',
      input: { into: ref(declared) },
      destructive: true,
      guard: ({ record, input, scope }) => mergeGuard(scope, record, input.into),
      run: async ({ record, input, scope }) => {
        await sayMerged(scope, record, input.into)
        return { mergedInto: input.into, answerDueAt: null, resolveDueAt: null, minutesLeft: null }
      },
    },
    rate: {
      from: ['resolved', 'closed'],
      input: {
        score: integer({ minimum: 1, maximum: 5 }),
        comment: text({ optional: true, multiline: true, maxLength: 2_000 }),
      },
      guard: ({ record, scope }) => byRequester(scope, record),
      run: ({ input }) => ({ rating: input.score, comment: input.comment ?? null }),
    },
  },
  rules: {
    admin: [can('manage')],
    manager: [
      can('read'),
      can('create', steered),
      can('update', steered),
      ...(['assign', ...solving, 'close', 'merge', 'archive', 'restore'] as const).map((action) => can(action)),
    ],
    worker: [
      can('read', given),
      can('update', given, ['kind', 'priority']),
      ...solving.map((action) => can(action, given)),
    ],
    client: [
      can('read', own, shownToClient),
      can('create', { requester: me }, asked),
      can('reopen', own),
      can('rate', own),
    ],
  },
  sort: ['lastMessageAt', 'DESC'],
  views: {
    list: ['number', 'title', 'kind', 'client', 'priority', 'assignee', 'status', 'resolveDueAt'],
    filters: ['status', 'kind', 'priority', 'assignee', 'client', 'company'],
    sections: {
      what: ['number', 'title', 'kind', 'about', 'status'],
      who: ['client', 'company', 'requester', 'sender', 'assignee'],
      when: ['priority', 'answerDueAt', 'resolveDueAt', 'answeredAt', 'resolvedAt', 'lastMessageAt'],
      outcome: ['mergedInto', 'rating', 'comment'],
    },
    tabs: ['mails'],
    board: 'status',
    icon: 'support_agent',
  },
})
