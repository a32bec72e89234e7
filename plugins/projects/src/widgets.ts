import { openStates } from '@guildhall/contract-projects'
import { defineWidgets, me } from '@guildhall/sdk'
import { projects } from './projects/projects.ts'
import { tasks } from './tasks/tasks.ts'

const isOpen = { status_in: openStates } as const

/** The home page: how it goes for who runs the work, what is next for who does it, how far it is for whom it is done. */
export const widgets = defineWidgets([
  { name: 'ongoing', count: projects, where: { status: 'active' } },
  {
    name: 'completed',
    count: tasks,
    where: { status: 'completed' },
    date: 'completedAt',
    each: 'week',
    for: ['admin', 'manager'],
  },
  { name: 'overdue', count: tasks, where: { ...isOpen, dueAt_lt: '$now' } },
  { name: 'budgets', sum: projects, of: 'budget', where: { status: 'active' }, for: ['admin'] },
  {
    name: 'mineDone',
    count: tasks,
    where: { status: 'completed', completedBy: me },
    date: 'completedAt',
    each: 'week',
    for: ['worker'],
  },
  {
    name: 'upcoming',
    list: tasks,
    where: { assignees: me, ...isOpen, dueAt_null: false },
    fields: ['dueAt', 'project', 'priority'],
    sort: ['dueAt', 'ASC'],
    limit: 8,
  },
  {
    name: 'pace',
    trend: tasks,
    where: { status: 'completed' },
    date: 'completedAt',
    each: 'week',
    for: ['admin', 'manager'],
  },
  { name: 'byStatus', chart: tasks, by: 'status', as: 'pie', for: ['admin'] },
  { name: 'byProject', chart: tasks, by: 'project', where: isOpen, for: ['admin', 'manager'] },
  {
    name: 'deadlines',
    list: projects,
    where: { status: 'active', deadline_null: false },
    fields: ['deadline', 'client'],
    sort: ['deadline', 'ASC'],
    limit: 6,
    for: ['manager'],
  },
  {
    name: 'ourProjects',
    list: projects,
    where: { status: 'active' },
    fields: ['deadline', 'number'],
    sort: ['deadline', 'ASC'],
    limit: 6,
    for: ['client'],
  },
  { name: 'progress', chart: tasks, by: 'status', for: ['client'] },
])
