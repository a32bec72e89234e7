import { archetypes, boolean, can, defineResource, enumeration, json, type RecordOf, Type, text } from '@guildhall/sdk'

const rule = Type.Object(
  {
    action: Type.String({ minLength: 1, maxLength: 60 }),
    where: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    fields: Type.Optional(Type.Array(Type.String({ maxLength: 100 }), { uniqueItems: true, maxItems: 500 })),
    inverted: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)

/** How a role departs from its archetype; see core/src/access/roles.ts. */
const differences = Type.Object(
  {
    add: Type.Array(
      Type.Object({ resource: Type.String({ minLength: 1, maxLength: 100 }), rule }, { additionalProperties: false }),
      { maxItems: 1000 },
    ),
    remove: Type.Array(Type.String({ pattern: '^[0-9a-f]{24}$' }), { maxItems: 1000 }),
  },
  { additionalProperties: false },
)

/** What the people of a tenant may do: an archetype that all plugins know, and how this tenant departs from it. */
export const rolesResource = defineResource('roles', {
  customFields: false,
  fields: {
    name: text({ unique: true, caseInsensitive: true, searchable: true, maxLength: 100 }),
    archetype: enumeration(archetypes, { indexed: true }),
    differences: json(differences, { default: { add: [], remove: [] } }),
    /** One of those a tenant begins with; it may be changed and not deleted. */
    system: boolean({ computed: true }),
  },
  archivable: false,
  sort: ['createdAt', 'ASC'],
  rules: {
    admin: [can('manage')],
    manager: [can('read', ['name', 'archetype', 'system'])],
  },
  views: { list: ['name', 'archetype', 'system'], icon: 'manage_accounts', menu: 'settings' },
})

export type Role = RecordOf<(typeof rolesResource)['fields']>
