import { datasets } from '@guildhall/contract-reports'
import { contribute } from '@guildhall/sdk'

/** What can be reported on, where the plugin reports is on. */
export const offered = [
  contribute(datasets, {
    name: 'clients',
    resource: 'clients',
    date: 'createdAt',
    columns: ['name', 'companies', 'city', 'email', 'lastActivityAt'],
  }),
  contribute(datasets, {
    name: 'companies',
    resource: 'companies',
    date: 'createdAt',
    columns: ['name', 'taxNumber', 'city', 'email', 'lastActivityAt'],
  }),
  contribute(datasets, {
    name: 'staff',
    resource: 'staff',
    follow: ['supervisor.position'],
    date: 'startsOn',
    columns: ['name', 'position', 'supervisor', 'startsOn', 'status'],
  }),
  contribute(datasets, {
    name: 'people',
    resource: 'people',
    date: 'joinedAt',
    columns: ['name', 'email', 'kind', 'roles', 'status', 'joinedAt'],
  }),
  contribute(datasets, {
    name: 'logins',
    resource: 'logins',
    date: 'at',
    columns: ['at', 'person', 'way'],
  }),
  contribute(datasets, {
    name: 'interactions',
    resource: 'interactions',
    date: 'at',
    columns: ['at', 'client', 'company', 'author', 'text'],
    parties: { clients: 'client', companies: 'company' },
  }),
]
