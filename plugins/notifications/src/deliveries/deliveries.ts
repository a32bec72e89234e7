import { boolean, can, defineResource, instant, integer, ref, state, text } from '@guildhall/sdk'
import { notifications } from '../inbox/notifications.ts'

/** The log: what was sent to whom by which channel, when, and what came of it. The database keeps it to one a notification and channel. */
export const deliveries = defineResource('notification-deliveries', {
  fields: {
    notification: ref(notifications, { optional: true, immutable: true, onDelete: 'clear' }),
    person: ref('people', { immutable: true, onDelete: 'cascade', about: true }),
    channel: text({ immutable: true, maxLength: 40, indexed: true }),
    kind: text({ immutable: true, indexed: true }),
    title: text({ maxLength: 300, searchable: true, personal: true }),
    /** The address, number or devices. */
    sentTo: text({ optional: true, computed: true, searchable: true, personal: true, maxLength: 500 }),
    status: state(['waiting', 'sent', 'failed', 'dropped'], { indexed: true }),
    /** When it is to be sent, or tried again. */
    dueAt: instant(),
    /** It waited for a digest or for the end of quiet hours, and goes with what waited beside it. */
    held: boolean(),
    attempts: integer({ computed: true, default: 0 }),
    /** How often it was sent again on purpose. */
    round: integer({ computed: true, default: 0 }),
    sentAt: instant({ optional: true, computed: true, indexed: true }),
    /** What the other side said, or why nothing was sent. */
    answer: text({ optional: true, computed: true, multiline: true, maxLength: 2000 }),
  },
  unique: [['notification', 'channel']],
  indexes: [['person', 'channel', 'status']],
  archivable: false,
  history: false,
  customFields: false,
  actions: {
    resend: {
      from: ['failed', 'dropped', 'sent'],
      to: 'waiting',
      past: 'resent',
      run: ({ record, scope }) => ({
        dueAt: scope.clock.now(),
        held: false,
        attempts: 0,
        answer: null,
        round: record.round + 1,
      }),
    },
  },
  rules: { admin: [can('read'), can('resend')] },
  title: 'title',
  views: {
    list: ['createdAt', 'person', 'channel', 'title', 'status', 'sentTo', 'answer'],
    filters: ['status', 'channel', 'person', 'kind'],
    icon: 'receipt_long',
    menu: 'settings',
  },
})
