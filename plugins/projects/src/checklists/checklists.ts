import { checklistItems as declared } from '@guildhall/contract-projects'
import { can, defineResource, me } from '@guildhall/sdk'

/** Who carries out a task or gave it keeps its checklist. */
const kept = {
  $and: [
    { $or: [{ 'task.assignees': me }, { 'task.givenBy': me }] },
    { 'task.project.members': { person: me, role_in: ['lead', 'member'] } },
  ],
} as const
const led = { 'task.project.members': { person: me, role: 'lead' } } as const

export const checklistItems = defineResource(declared.name, {
  fields: declared.fields,
  archivable: false,
  indexes: [['task', 'position']],
  rules: {
    admin: [can('manage')],
    manager: [can('read'), can('manage', led)],
    worker: [
      can('read', { task: 'readable' }),
      can('create', kept),
      can('update', kept, ['title', 'done', 'position']),
      can('delete', kept),
      can('manage', led),
    ],
  },
  sort: ['position', 'ASC'],
  views: { list: ['task', 'title', 'done', 'position'], filters: ['task', 'done'], menu: 'hidden', icon: 'checklist' },
})
