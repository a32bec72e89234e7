import { clients as declared } from '@guildhall/contract-directory'
import { can, defineResource, me, ref } from '@guildhall/sdk'
import { inviteClient, mayBeInvited } from '../people/invite.ts'
import { mergeClients } from './merge.ts'

/** All but the login: to link one is to open the client's projects to it. */
const edited = [
  'name',
  'email',
  'phones',
  'language',
  'companies',
  'address',
  'city',
  'postalCode',
  'country',
  'notes',
] as const
const shownToHimself = [
  'name',
  'email',
  'phones',
  'language',
  'companies',
  'person',
  'address',
  'city',
  'postalCode',
  'country',
] as const

export const clients = defineResource(declared.name, {
  fields: declared.fields,
  naturalPerson: true,
  actions: {
    invite: {
      guard: ({ record }) => mayBeInvited(record),
      run: async ({ record, scope }) => ({
        person: await inviteClient(scope, record),
      }),
    },
    merge: {
      input: { duplicate: ref(declared) },
      destructive: true,
      run: mergeClients,
    },
  },
  rules: {
    admin: [can('manage')],
    manager: [can('read'), can('create', edited), can('update', edited), can('archive'), can('restore')],
    client: [
      can('read', { person: me }, shownToHimself),
      can('update', { person: me }, ['phones', 'address', 'city', 'postalCode', 'country']),
    ],
  },
  sort: ['name', 'ASC'],
  views: {
    list: ['name', 'companies', 'email', 'phones', 'lastActivityAt'],
    filters: ['companies', 'city', 'lastActivityAt'],
    sections: {
      identity: ['name', 'companies', 'person'],
      contact: ['email', 'phones', 'language', 'similar'],
      postal: ['address', 'city', 'postalCode', 'country'],
      internal: ['notes', 'lastActivityAt'],
    },
    tabs: ['interactions', 'assets'],
    icon: 'contacts',
  },
})
