import { can, date, defineResource, enumeration, me, ref, state, text } from '@guildhall/sdk'

const seen = ['owner', 'covers', 'status', 'lastUsedOn'] as const
const mine = { owner: me } as const
const own = [can('read', mine, seen), can('revoke', mine)]

/** An address that a calendar program asks for who is away. Whoever has the address has the feed; only its hash is kept. */
export const leaveFeeds = defineResource('leave-feeds', {
  fields: {
    owner: ref('people', { computed: true, onDelete: 'cascade' }),
    /** The owner's own leave, or everybody's. */
    covers: enumeration(['own', 'team']),
    /** SHA-256 of what stands in the address, in hexadecimal digits. */
    tokenHash: text({ computed: true, unique: true, maxLength: 64 }),
    status: state(['active', 'revoked']),
    lastUsedOn: date({ computed: true, optional: true }),
  },
  customFields: false,
  archivable: false,
  title: 'covers',
  indexes: [['owner', 'createdAt']],
  actions: { revoke: { from: 'active', to: 'revoked', past: 'revoked', destructive: true } },
  rules: { admin: [can('read', seen), can('revoke')], manager: own, worker: own },
  sort: ['createdAt', 'DESC'],
  views: {
    list: ['covers', 'owner', 'status', 'lastUsedOn', 'createdAt'],
    sections: { feed: [...seen] },
    icon: 'language',
    menu: 'settings',
  },
})
