import { can, defineResource, instant, me, ref, text } from '@guildhall/sdk'

const own = [can('read', { person: me }, ['label', 'usedAt', 'person']), can('delete', { person: me })] as const

/** Browsers that let themselves be told (Push API). What they are told by stays here: nobody reads it. */
export const devices = defineResource('notification-devices', {
  fields: {
    person: ref('people', { immutable: true, onDelete: 'cascade', about: true }),
    /** What the person calls it: the browser and its system. */
    label: text({ maxLength: 120, personal: true }),
    endpoint: text({ immutable: true, unique: true, maxLength: 1000 }),
    p256dh: text({ immutable: true, maxLength: 100 }),
    auth: text({ immutable: true, maxLength: 50 }),
    usedAt: instant({ optional: true, computed: true }),
  },
  archivable: false,
  history: false,
  customFields: false,
  title: 'label',
  rules: { admin: own, manager: own, worker: own, client: own, observer: own },
  views: { menu: 'hidden' },
})
