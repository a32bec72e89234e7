import { workloads } from '@guildhall/contract-leave'
import { openStates } from '@guildhall/contract-projects'
import { type Condition, datasets, metrics } from '@guildhall/contract-reports'
import { contribute } from '@guildhall/sdk'

const due: Condition[] = [
  { field: 'dueAt', op: 'atMost', value: '$today' },
  { field: 'status', op: 'isNot', value: 'cancelled' },
]
const inTime: Condition[] = [
  { field: 'status', op: 'is', value: 'completed' },
  { field: 'completedAt', op: 'atMost', other: 'dueAt' },
]
const open: Condition[] = [{ field: 'status', op: 'anyOf', value: [...openStates] }]
const done: Condition[] = [{ field: 'status', op: 'is', value: 'completed' }]
const onTime = { share: [inTime, due] as [Condition[], Condition[]] }

/** What can be reported on, where the plugin reports is on. */
export const offered = [
  contribute(workloads, {
    resource: 'tasks',
    persons: 'assignees',
    title: 'title',
    dueAt: 'dueAt',
    open: { status_in: [...openStates] },
  }),
  contribute(datasets, {
    name: 'tasks',
    resource: 'tasks',
    follow: ['project.kind', 'project.client', 'project.company', 'project.manager', 'project.status'],
    date: 'dueAt',
    columns: ['number', 'title', 'project', 'status', 'priority', 'dueAt', 'assignees'],
    parties: { clients: 'project.client', companies: 'project.company' },
  }),
  contribute(datasets, {
    name: 'projects',
    resource: 'projects',
    follow: ['client.city', 'company.city'],
    date: 'startsOn',
    columns: ['number', 'name', 'client', 'company', 'manager', 'deadline', 'status'],
    parties: { clients: 'client', companies: 'company' },
  }),
  contribute(datasets, {
    name: 'members',
    resource: 'project-members',
    follow: ['project.status', 'project.client', 'project.company'],
    date: 'createdAt',
    columns: ['project', 'person', 'role'],
    parties: { clients: 'project.client', companies: 'project.company' },
  }),
  contribute(metrics, {
    name: 'open',
    dataset: 'projects.tasks',
    title: 'projects:metrics.open',
    versions: [{ version: 1, since: '2026-01-01', formula: { count: open }, tells: 'projects:metrics.openFormula' }],
  }),
  contribute(metrics, {
    name: 'done',
    dataset: 'projects.tasks',
    title: 'projects:metrics.done',
    versions: [{ version: 1, since: '2026-01-01', formula: { count: done }, tells: 'projects:metrics.doneFormula' }],
  }),
  contribute(metrics, {
    name: 'onTime',
    dataset: 'projects.tasks',
    title: 'projects:metrics.onTime',
    versions: [{ version: 1, since: '2026-01-01', formula: onTime, tells: 'projects:metrics.onTimeFormula' }],
  }),
  /** For comparing people: nobody is judged by a handful of tasks. */
  contribute(metrics, {
    name: 'reliability',
    dataset: 'projects.tasks',
    title: 'projects:metrics.reliability',
    person: 'assignees',
    least: 5,
    versions: [{ version: 1, since: '2026-01-01', formula: onTime, tells: 'projects:metrics.reliabilityFormula' }],
  }),
]
