import {
  boolean,
  type DeclaredResource,
  date,
  decimal,
  defineResource,
  duration,
  enumeration,
  instant,
  integer,
  json,
  many,
  money,
  type Resource,
  ref,
  refs,
  state,
  subject,
  Type,
  text,
} from '@guildhall/sdk'
import { buildRegistry, type Registry } from '../../src/records/model.ts'

/** A small business with every kind of field and of reference; what the access tests argue about. */
const resources: DeclaredResource[] = [
  defineResource('people', {
    fields: { name: text(), age: integer({ optional: true }), tasks: many('tasks', 'assignees') },
  }),
  defineResource('companies', {
    fields: { name: text({ optional: true }), owner: ref('people', { optional: true }), vip: boolean() },
    capabilities: ['trackable'],
  }),
  defineResource('projects', {
    fields: {
      title: text({ optional: true }),
      status: state(['draft', 'active', 'closed']),
      client: ref('companies', { optional: true }),
      watchers: refs('people'),
      members: many('project-members', 'project'),
      budget: money({ optional: true }),
      startsOn: date({ optional: true }),
    },
    capabilities: ['trackable'],
  }),
  defineResource('project-members', {
    fields: {
      project: ref('projects', { optional: true }),
      person: ref('people', { optional: true }),
      lead: boolean(),
    },
  }),
  defineResource('tasks', {
    fields: {
      title: text({ optional: true }),
      months: integer({ optional: true }),
      rate: decimal({ optional: true }),
      price: money({ optional: true }),
      done: boolean(),
      dueOn: date({ optional: true }),
      startsAt: instant({ optional: true }),
      sort: enumeration(['design', 'code', 'test'], { optional: true }),
      status: state(['pending', 'doing', 'done']),
      project: ref('projects', { optional: true }),
      parent: ref('tasks', { optional: true }),
      assignees: refs('people'),
      about: subject('trackable', { optional: true }),
      entries: many('entries', 'task'),
      extra: json(Type.Object({}), { optional: true }),
    },
    actions: { finish: { from: 'doing', to: 'done' }, expire: { from: 'pending', to: 'done', by: 'system' } },
  }),
  defineResource('entries', {
    fields: {
      task: ref('tasks', { optional: true }),
      person: ref('people', { optional: true }),
      length: duration({ optional: true }),
      on: subject('trackable', { optional: true }),
    },
    archivable: false,
  }),
]

export const business: Registry = buildRegistry(
  resources.map((resource) => ({ plugin: 'business', resource: resource as Resource })),
)

export const role = (id: string) => ({ id, name: id })
