import { companies as declared } from '@guildhall/contract-directory'
import { can, defineResource, me, ref } from '@guildhall/sdk'
import { mergeCompanies } from './merge.ts'

export const companies = defineResource(declared.name, {
  fields: declared.fields,
  actions: {
    merge: {
      input: { duplicate: ref(declared) },
      destructive: true,
      run: mergeCompanies,
    },
  },
  rules: {
    admin: [can('manage')],
    manager: [can('read'), can('create'), can('update'), can('archive'), can('restore')],
    client: [
      can('read', { 'clients.person': me }, [
        'name',
        'logo',
        'registrationNumber',
        'taxNumber',
        'email',
        'phones',
        'website',
        'address',
        'city',
        'postalCode',
        'country',
        'language',
      ]),
    ],
  },
  sort: ['name', 'ASC'],
  views: {
    list: ['name', 'taxNumber', 'email', 'phones', 'city', 'lastActivityAt'],
    filters: ['city', 'lastActivityAt'],
    sections: {
      identity: ['name', 'logo', 'registrationNumber', 'taxNumber'],
      contact: ['email', 'phones', 'website', 'language', 'similar'],
      postal: ['address', 'city', 'postalCode', 'country'],
      internal: ['notes', 'lastActivityAt'],
    },
    tabs: ['clients', 'interactions', 'assets'],
    icon: 'business',
  },
})
