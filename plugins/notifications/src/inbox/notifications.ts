import { boolean, can, defineResource, enumeration, instant, json, me, ref, Type, text } from '@guildhall/sdk'

const mine = [
  can('read', { person: me, inApp: true }),
  can('markRead', { person: me }),
  can('markUnread', { person: me }),
] as const

/** What somebody was told, in his own language; the bell shows those that are to be seen in the app. Nobody reads another's. */
export const notifications = defineResource('notifications', {
  fields: {
    person: ref('people', { immutable: true, onDelete: 'cascade', about: true }),
    /** `<plugin>.<name>`. */
    kind: text({ immutable: true }),
    title: text({ maxLength: 300, personal: true }),
    text: text({ optional: true, multiline: true, personal: true }),
    importance: enumeration(['normal', 'urgent'], { default: 'normal' }),
    /** The record it leads to. */
    resource: text({ optional: true, immutable: true }),
    record: text({ optional: true, immutable: true }),
    /** Of placeholders, as the receiver could read them. */
    values: json(Type.Record(Type.String(), Type.Unknown()), { default: {}, personal: true }),
    /** Facts with the same key are told once. */
    key: text({ immutable: true, maxLength: 300 }),
    inApp: boolean({ default: true }),
    readAt: instant({ optional: true, computed: true }),
  },
  unique: [['person', 'key']],
  indexes: [['person', 'createdAt']],
  archivable: false,
  history: false,
  customFields: false,
  actions: {
    markRead: {
      past: 'marked-read',
      run: ({ record, scope }) => ({ readAt: record.readAt ?? scope.clock.now() }),
    },
    markUnread: { past: 'marked-unread', run: () => ({ readAt: null }) },
  },
  rules: { admin: mine, manager: mine, worker: mine, client: mine, observer: mine },
  views: { list: ['title', 'text', 'createdAt', 'readAt'], icon: 'notifications', menu: 'hidden' },
})
