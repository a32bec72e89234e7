import { can, defineResource, instant, ref, text } from '@guildhall/sdk'

/** Each time somebody of the tenant signed in to it, to be listed and reported on; the installation's journal tells the rest. */
export const loginsResource = defineResource('logins', {
  fields: {
    person: ref('people', { immutable: true, onDelete: 'cascade', about: true }),
    at: instant({ immutable: true, indexed: true }),
    /** By which provider, or `passkey`; nothing for a password. */
    way: text({ optional: true, maxLength: 60 }),
  },
  sort: ['at', 'DESC'],
  archivable: false,
  history: false,
  customFields: false,
  title: 'at',
  rules: { admin: [can('read')] },
  views: { list: ['at', 'person', 'way'], filters: ['person', 'at'], icon: 'login', menu: 'settings' },
})
