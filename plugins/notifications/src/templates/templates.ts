import { can, defineResource, text } from '@guildhall/sdk'

/** What a tenant says in words of its own, by kind, channel and language; where it says nothing the shipped words hold. */
export const templates = defineResource('notification-templates', {
  fields: {
    kind: text({ immutable: true }),
    channel: text({ immutable: true, maxLength: 40 }),
    language: text({ immutable: true, maxLength: 35 }),
    title: text({ maxLength: 200 }),
    text: text({ optional: true, multiline: true, maxLength: 5000 }),
  },
  unique: [['kind', 'channel', 'language']],
  archivable: false,
  customFields: false,
  title: 'kind',
  rules: { admin: [can('manage')] },
  views: { list: ['kind', 'channel', 'language', 'title'], icon: 'translate', menu: 'hidden' },
})
