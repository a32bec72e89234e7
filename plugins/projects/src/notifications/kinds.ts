import { tellOf } from '@guildhall/contract-notifications'
import {
  memberAdded,
  projectClosed,
  projectMembers,
  projects,
  taskAssigned,
  taskCompleted,
  taskDueSoon,
  tasks,
} from '@guildhall/contract-projects'
import { recordEvent, type Scope } from '@guildhall/sdk'
import { nameOf, projectNameOf } from './names.ts'

const taskChanged = recordEvent(tasks, 'updated')

/** What people are told of projects and tasks, where the notifications plugin is there to tell it. */
export const kinds = [
  tellOf('projects.assigned', {
    event: taskAssigned,
    about: tasks,
    texts: {
      label: 'projects:notifications.assigned.label',
      title: 'projects:notifications.assigned.title',
      text: 'projects:notifications.assigned.text',
    },
    record: ({ event }) => event.payload.task,
    to: async ({ event }) => [event.payload.person],
    channels: ['app', 'mail', 'push'],
    placeholders: { task: 'text', number: 'text', project: 'text', giver: 'text' },
    values: async ({ scope, event, record }) => ({
      ...taskIn(record),
      project: await projectNameOf(scope, record.project),
      giver: await nameOf(scope, event.payload.giver),
    }),
  }),
  tellOf('projects.due-soon', {
    event: taskDueSoon,
    about: tasks,
    texts: {
      label: 'projects:notifications.dueSoon.label',
      title: 'projects:notifications.dueSoon.title',
      text: 'projects:notifications.dueSoon.text',
    },
    record: ({ event }) => event.payload.task,
    to: ['assignees'],
    channels: ['app', 'mail', 'push'],
    placeholders: { task: 'text', number: 'text', project: 'text', dueAt: 'instant' },
    values: async ({ scope, event, record }) => ({
      ...taskIn(record),
      project: await projectNameOf(scope, record.project),
      dueAt: event.payload.dueAt,
    }),
    key: ({ payload }) => `${payload.task} ${payload.dueAt}`,
  }),
  tellOf('projects.completed', {
    event: taskCompleted,
    about: tasks,
    texts: {
      label: 'projects:notifications.completed.label',
      title: 'projects:notifications.completed.title',
      text: 'projects:notifications.completed.text',
    },
    record: ({ event }) => event.payload.id,
    to: ['watchers', 'givenBy'],
    channels: ['app'],
    placeholders: { task: 'text', number: 'text', project: 'text', person: 'text' },
    values: async ({ scope, record }) => ({
      ...taskIn(record),
      project: await projectNameOf(scope, record.project),
      person: await nameOf(scope, record.completedBy),
    }),
  }),
  tellOf('projects.changed', {
    event: taskChanged,
    about: tasks,
    texts: {
      label: 'projects:notifications.changed.label',
      title: 'projects:notifications.changed.title',
      text: 'projects:notifications.changed.text',
    },
    record: ({ event }) => event.payload.id,
    to: ['watchers'],
    channels: ['app'],
    placeholders: { task: 'text', number: 'text', project: 'text' },
    values: async ({ scope, record }) => ({
      ...taskIn(record),
      project: await projectNameOf(scope, record.project),
    }),
    // Who writes for an hour is heard of once.
    key: ({ payload, at }) => `${payload.id} ${at.slice(0, 13)}`,
  }),
  tellOf('projects.joined', {
    event: memberAdded,
    about: projects,
    texts: {
      label: 'projects:notifications.joined.label',
      title: 'projects:notifications.joined.title',
      text: 'projects:notifications.joined.text',
    },
    record: async (context) => (await memberOf(context))?.project ?? null,
    to: async (context) => [(await memberOf(context))?.person ?? null],
    placeholders: { project: 'text', number: 'text' },
    values: async ({ record }) => ({ project: record.name, number: record.number }),
  }),
  tellOf('projects.closed', {
    event: projectClosed,
    about: projects,
    texts: {
      label: 'projects:notifications.closed.label',
      title: 'projects:notifications.closed.title',
      text: 'projects:notifications.closed.text',
    },
    record: ({ event }) => event.payload.id,
    to: ['manager', 'watchers'],
    channels: ['app'],
    placeholders: { project: 'text', number: 'text' },
    values: async ({ record }) => ({ project: record.name, number: record.number }),
  }),
]

const memberOf = ({ scope, event }: { scope: Scope; event: { payload: { id: string } } }) =>
  scope.records(projectMembers).find(event.payload.id)

const taskIn = ({ title, number }: Readonly<Record<string, unknown>>) => ({ task: title, number })
