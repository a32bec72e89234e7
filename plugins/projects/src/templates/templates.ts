import { templateTasks as declaredTasks, projectTemplates as declaredTemplates } from '@guildhall/contract-projects'
import { can, defineResource } from '@guildhall/sdk'

export const projectTemplates = defineResource(declaredTemplates.name, {
  fields: declaredTemplates.fields,
  rules: { admin: [can('manage')], manager: [can('manage')] },
  sort: ['name', 'ASC'],
  views: {
    list: ['name', 'description', 'budgetTime'],
    sections: { identity: ['name', 'description'], project: ['objectives', 'budgetTime', 'budget'] },
    tabs: ['tasks'],
    icon: 'content_copy',
    menu: 'settings',
  },
})

export const templateTasks = defineResource(declaredTasks.name, {
  fields: declaredTasks.fields,
  archivable: false,
  rules: { admin: [can('manage')], manager: [can('manage')] },
  sort: ['position', 'ASC'],
  views: {
    list: ['template', 'position', 'title', 'startsAfterDays', 'dueAfterDays', 'estimate'],
    filters: ['template'],
    icon: 'playlist_add_check',
    menu: 'hidden',
  },
})
