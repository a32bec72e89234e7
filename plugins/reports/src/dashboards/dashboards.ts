import { can, defineResource, enumeration, json, me, ref, Type, text } from '@guildhall/sdk'

/** A report's place on a dashboard, one to three columns wide. */
const tile = Type.Object(
  { report: Type.String({ format: 'uuid' }), width: Type.Integer({ minimum: 1, maximum: 3 }) },
  { additionalProperties: false },
)
const written = ['name', 'tiles'] as const
const mine = { owner: me } as const
const seen = { $or: [mine, { sharedWith: 'everybody' as const }] } as const
const own = [can('read', seen), can('create', written), can('update', mine, written), can('delete', mine)] as const

/** Reports beside each other. Each shows its reader what he may see. */
export const dashboards = defineResource('dashboards', {
  fields: {
    name: text({ searchable: true }),
    tiles: json(Type.Array(tile, { maxItems: 24 }), { default: [] }),
    sharedWith: enumeration(['nobody', 'everybody'], { default: 'nobody', indexed: true }),
    owner: ref('people', { optional: true, default: '$me', onDelete: 'clear', onLeave: 'handOver' }),
  },
  customFields: false,
  archivable: false,
  rules: {
    admin: [can('manage')],
    manager: [
      can('read', seen),
      can('create', [...written, 'sharedWith']),
      can('update', mine, [...written, 'sharedWith']),
      can('delete', mine),
    ],
    worker: own,
    client: own,
    observer: own,
  },
  sort: ['name', 'ASC'],
  views: { list: ['name', 'owner', 'sharedWith'], filters: ['owner'], icon: 'dashboard', menu: 'hidden' },
})
