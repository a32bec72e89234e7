import { projects as declared } from '@guildhall/contract-projects'
import { can, defineResource, me } from '@guildhall/sdk'
import { unwatched, watched } from '../watchers.ts'
import { lentWhile, worker } from '../worked-on.ts'
import { leads } from './access.ts'

const basics = [
  'number',
  'name',
  'kind',
  'client',
  'company',
  'objectives',
  'startsOn',
  'endsOn',
  'deadline',
  'manager',
  'documents',
  'status',
  'closedAt',
  'tasks',
] as const
const shownToTeam = [...basics, 'members', 'watchers', 'template', 'internalNotes'] as const
const joined = { $or: [{ 'members.person': me }, { watchers: me }] } as const
const ordered = { $or: [{ 'client.person': me }, { 'company.clients.person': me }] } as const

export const projects = defineResource(declared.name, {
  fields: declared.fields,
  capabilities: ['trackable', 'conversable', 'warrantable', 'rateable'],
  placement: { party: 'client' },
  terms: { trackable: lentWhile({ status: 'active' }, { members: worker }) },
  title: 'name',
  actions: {
    close: { from: 'active', to: 'closed', run: ({ scope }) => ({ closedAt: scope.clock.now() }) },
    reopen: { from: 'closed', to: 'active', run: () => ({ closedAt: null }) },
    watch: { run: watched },
    unwatch: { run: unwatched },
  },
  rules: {
    admin: [can('manage')],
    manager: [
      can('read'),
      can('create'),
      can('update', leads),
      can('delete', leads),
      can('close', leads),
      can('reopen', leads),
      can('archive', leads),
      can('restore', leads),
      can('watch'),
      can('unwatch'),
    ],
    worker: [can('read', joined, shownToTeam), can('read', leads), can('watch', joined), can('unwatch', joined)],
    client: [can('read', ordered, basics)],
    observer: [can('read', joined, basics)],
  },
  views: {
    list: ['number', 'name', 'client', 'company', 'manager', 'deadline', 'status'],
    filters: ['status', 'kind', 'client', 'company', 'manager'],
    sections: {
      identity: ['number', 'name', 'kind', 'client', 'company', 'objectives', 'template', 'documents'],
      dates: ['startsOn', 'endsOn', 'deadline'],
      budget: ['budgetTime', 'budget'],
      team: ['manager', 'watchers'],
      internal: ['internalNotes', 'status', 'closedAt'],
    },
    calendar: { from: 'startsOn', to: 'endsOn' },
    tabs: ['tasks', 'members'],
    icon: 'folder',
  },
})
