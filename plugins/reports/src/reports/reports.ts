import { definition } from '@guildhall/contract-reports'
import { can, defineResource, enumeration, json, me, ref, text } from '@guildhall/sdk'

const written = ['name', 'description', 'definition'] as const
const mine = { owner: me } as const
const seen = { $or: [mine, { sharedWith: 'everybody' as const }] } as const
const own = [
  can('read', seen),
  can('create', written),
  can('update', mine, written),
  can('delete', mine),
  can('archive', mine),
  can('restore', mine),
] as const

/** A report that was saved: what it asks. Whoever runs it sees of the answer what he may see. */
export const reports = defineResource('reports', {
  fields: {
    name: text({ searchable: true }),
    description: text({ optional: true, multiline: true, maxLength: 2_000 }),
    definition: json(definition),
    sharedWith: enumeration(['nobody', 'everybody'], { default: 'nobody', indexed: true }),
    owner: ref('people', { optional: true, default: '$me', onDelete: 'clear', onLeave: 'handOver' }),
  },
  customFields: false,
  rules: {
    admin: [can('manage')],
    manager: [
      can('read', seen),
      can('create', [...written, 'sharedWith']),
      can('update', mine, [...written, 'sharedWith']),
      can('delete', mine),
      can('archive', mine),
      can('restore', mine),
    ],
    worker: own,
    client: own,
    observer: own,
  },
  sort: ['name', 'ASC'],
  views: {
    list: ['name', 'description', 'owner', 'sharedWith'],
    filters: ['owner', 'sharedWith'],
    icon: 'bar_chart',
    menu: 'hidden',
  },
})
