import { projectMembers as declared } from '@guildhall/contract-projects'
import { can, defineResource } from '@guildhall/sdk'
import { leadsProject } from '../projects/access.ts'

export const projectMembers = defineResource(declared.name, {
  fields: declared.fields,
  unique: [['project', 'person']],
  archivable: false,
  rules: {
    admin: [can('manage')],
    manager: [can('read'), can('create', leadsProject), can('update', leadsProject), can('delete', leadsProject)],
    worker: [
      can('read', { project: 'readable' }),
      can('create', leadsProject),
      can('update', leadsProject),
      can('delete', leadsProject),
    ],
    observer: [can('read', { project: 'readable' })],
  },
  views: {
    list: ['project', 'person', 'role'],
    filters: ['project', 'person', 'role'],
    icon: 'group',
    menu: 'hidden',
  },
})
