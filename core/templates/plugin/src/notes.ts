import { can, date, defineResource, state, text } from '@guildhall/sdk'

/** One declaration gives the table, REST, OpenAPI, forms, lists, filters, search, history, export and live messages. */
export const notes = defineResource('acme-sample-notes', {
  fields: {
    title: text({ searchable: true, indexed: true }),
    body: text({ optional: true, multiline: true, searchable: true }),
    dueOn: date({ optional: true, indexed: true }),
    status: state(['open', 'done'], { indexed: true }),
  },
  actions: {
    finish: { from: 'open', to: 'done' },
    reopen: { from: 'done', to: 'open' },
  },
  // Nothing is allowed that no rule allows.
  rules: {
    admin: [can('manage')],
    manager: [can('read'), can('create'), can('update'), can('finish'), can('reopen')],
    worker: [can('read'), can('finish')],
  },
  sort: ['title', 'ASC'],
  views: {
    list: ['title', 'dueOn', 'status'],
    filters: ['status', 'dueOn'],
    icon: 'sticky_note_2',
  },
})
