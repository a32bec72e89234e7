import { can, defineResource, text } from '@guildhall/sdk'

/** Answers that are given again and again. Whoever answers puts one in and changes it as he likes. */
export const ticketAnswers = defineResource('ticket-answers', {
  fields: {
    name: text({ unique: true, searchable: true, maxLength: 120 }),
    text: text({ multiline: true, searchable: true, maxLength: 20_000 }),
  },
  rules: { admin: [can('manage')], manager: [can('manage')], worker: [can('read')] },
  sort: ['name', 'ASC'],
  views: { list: ['name', 'text'], icon: 'quickreply', menu: 'settings' },
})
