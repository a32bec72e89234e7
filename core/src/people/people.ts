import {
  can,
  date,
  defineResource,
  email,
  enumeration,
  instant,
  me,
  type RecordOf,
  ref,
  refs,
  state,
  text,
} from '@guildhall/sdk'
import { rolesResource } from './roles.ts'

const own = [can('read', { id: me }), can('update', { id: me }, ['language', 'zone'])] as const

/** The persons of a tenant: whoever signs in to it, and whoever once did. The login itself belongs to the installation (core/src/identity). */
export const peopleResource = defineResource('people', {
  fields: {
    name: text({ searchable: true, indexed: true, personal: true }),
    email: email({ unique: true, searchable: true, personal: true }),
    /** Another name to sign in by. It has no @, so that it is never taken for an address. */
    login: text({
      optional: true,
      unique: true,
      caseInsensitive: true,
      minLength: 3,
      maxLength: 60,
      pattern: '^[^@\\s]+$',
      personal: true,
    }),
    kind: enumeration(['staff', 'client'], { immutable: true, indexed: true }),
    /** BCP 47; the user's own choice, else the tenant's, unless given. */
    language: text({ optional: true, maxLength: 35 }),
    /** IANA; likewise. */
    zone: text({ optional: true, maxLength: 64 }),
    /** Signing in is refused before the first and after the last of these days. */
    startsOn: date({ optional: true }),
    endsOn: date({ optional: true }),
    roles: refs(rolesResource),
    status: state(['invited', 'active', 'deactivated']),
    /** When the person first came in. */
    joinedAt: instant({ optional: true, computed: true }),
  },
  actions: {
    /** Sends the invitation again. */
    invite: { from: 'invited' },
    deactivate: { from: ['invited', 'active'], to: 'deactivated', destructive: true },
    /** Hands over what he holds and deactivates him, in one go; see people/handing-over.ts. */
    leave: {
      from: ['invited', 'active', 'deactivated'],
      to: 'deactivated',
      past: 'left',
      destructive: true,
      input: { heir: ref('people') },
    },
    activate: {
      from: 'deactivated',
      run: ({ record }) => ({ status: record.joinedAt ? ('active' as const) : ('invited' as const) }),
    },
    join: {
      from: 'invited',
      to: 'active',
      by: 'system',
      past: 'joined',
      run: ({ record, scope }) => ({ joinedAt: record.joinedAt ?? scope.clock.now() }),
    },
  },
  naturalPerson: true,
  archivable: false,
  sort: ['name', 'ASC'],
  rules: {
    admin: [can('manage')],
    manager: [can('read'), ...own],
    worker: [can('read', { kind: 'staff' }, ['name', 'kind']), ...own],
    client: [can('read', { kind: 'staff' }, ['name']), ...own],
    observer: [can('read', ['name', 'kind']), ...own],
  },
  views: {
    list: ['name', 'email', 'kind', 'roles', 'status'],
    filters: ['kind', 'status'],
    sections: {
      person: ['name', 'email', 'login', 'kind', 'roles'],
      access: ['startsOn', 'endsOn', 'language', 'zone'],
    },
    icon: 'group',
    menu: 'settings',
  },
})

export type Person = RecordOf<(typeof peopleResource)['fields']>
