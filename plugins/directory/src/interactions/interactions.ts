import { interactions as declared } from '@guildhall/contract-directory'
import { can, defineResource, me } from '@guildhall/sdk'

export const interactions = defineResource(declared.name, {
  fields: declared.fields,
  indexes: [
    ['client', 'at'],
    ['company', 'at'],
  ],
  rules: {
    admin: [can('manage')],
    manager: [
      can('read'),
      can('create', { author: me }),
      can('update', { author: me }, ['kind', 'direction', 'at', 'text']),
    ],
  },
  sort: ['at', 'DESC'],
  views: {
    list: ['at', 'kind', 'client', 'company', 'author', 'text'],
    filters: ['kind', 'client', 'company', 'author', 'at'],
    sections: {
      what: ['kind', 'direction', 'at', 'text'],
      whom: ['client', 'company', 'author'],
    },
    icon: 'forum',
  },
})
