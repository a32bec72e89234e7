import { tasks as declared } from '@guildhall/contract-projects'
import { can, defineResource, me } from '@guildhall/sdk'
import { leadsProject, worksInProject } from '../projects/access.ts'
import { unwatched, watched } from '../watchers.ts'
import { lentWhile, worker } from '../worked-on.ts'
import { completion } from './completion.ts'
import { refuseWhileBlocked } from './dependencies.ts'
import { refuseInClosedProject } from './project.ts'

const progress = [
  'number',
  'project',
  'parent',
  'title',
  'description',
  'status',
  'priority',
  'dueAt',
  'startsOn',
  'completedAt',
  'urgency',
  'subtasks',
] as const
const forObserver = [
  ...progress,
  'estimate',
  'assignees',
  'givenBy',
  'dependsOn',
  'recurrence',
  'completedBy',
  'attachments',
] as const

/** What the giver of a task decides; the project of a task never changes. */
const decided = [
  'parent',
  'title',
  'description',
  'priority',
  'dueAt',
  'startsOn',
  'estimate',
  'assignees',
  'dependsOn',
  'recurrence',
  'watchers',
  'attachments',
  'notes',
] as const

/** Removed members lose sight of their tasks at once, also of those that keep their names. */
const mine = { $and: [{ assignees: me }, { 'project.members.person': me }] } as const
const given = { $and: [{ givenBy: me }, worksInProject] } as const
const followed = { watchers: me } as const
const observed = { 'project.members': { person: me, role: 'observer' } } as const

export const tasks = defineResource(declared.name, {
  fields: declared.fields,
  capabilities: ['trackable', 'provable', 'conversable', 'warrantable', 'rateable'],
  placement: { parent: 'project' },
  terms: {
    trackable: lentWhile(
      { status_ne: 'cancelled', 'project.status': 'active', 'project.archivedAt_null': true },
      { 'project.members': worker },
    ),
  },
  title: 'title',
  tree: 'parent',
  indexes: [
    ['project', 'urgency'],
    ['project', 'status'],
  ],
  actions: {
    start: { from: 'pending', to: 'in-progress', guard: refuseInClosedProject },
    pause: { from: 'in-progress', to: 'pending' },
    complete: { from: 'in-progress', to: 'completed', guard: refuseWhileBlocked, run: completion },
    cancel: { from: ['pending', 'in-progress'], to: 'cancelled', past: 'cancelled', destructive: true },
    reopen: {
      from: ['completed', 'cancelled'],
      to: 'pending',
      guard: refuseInClosedProject,
      run: () => ({ completedAt: null, completedBy: null }),
    },
    watch: { run: watched },
    unwatch: { run: unwatched },
  },
  rules: {
    admin: [can('manage')],
    manager: [can('read'), can('watch'), can('unwatch'), can('manage', leadsProject)],
    worker: [
      can('read', { $or: [mine, given, followed, observed] }),
      can('create', worksInProject, ['project', ...decided]),
      can('update', given, decided),
      can('start', mine),
      can('pause', mine),
      can('complete', mine),
      can('reopen', mine),
      can('cancel', given),
      can('watch', { $or: [mine, given, followed, observed] }),
      can('unwatch', { $or: [mine, given, followed, observed] }),
      can('manage', leadsProject),
    ],
    client: [can('read', { project: 'readable' }, progress)],
    observer: [can('read', { project: 'readable' }, forObserver)],
  },
  sort: ['urgency', 'ASC'],
  views: {
    list: ['number', 'title', 'project', 'status', 'priority', 'dueAt', 'assignees'],
    filters: ['project', 'status', 'priority', 'assignees', 'dueAt'],
    sections: {
      what: ['number', 'title', 'project', 'parent', 'description', 'attachments'],
      when: ['priority', 'startsOn', 'dueAt', 'recurrence', 'dependsOn'],
      who: ['assignees', 'givenBy', 'watchers'],
      effort: ['estimate', 'price'],
      internal: ['notes', 'status', 'completedAt', 'completedBy', 'next'],
    },
    board: 'status',
    calendar: { from: 'dueAt' },
    tabs: ['checklist', 'subtasks'],
    icon: 'task_alt',
  },
})
