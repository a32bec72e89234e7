import { taskAssigned, taskDueSoon } from '@guildhall/contract-projects'
import { definePlugin, integer, text } from '@guildhall/sdk'
import { agendaRoute } from './agenda/agenda.ts'
import { checklistItems } from './checklists/checklists.ts'
import { projectsOfClients, projectsOfCompanies } from './directory.ts'
import { keepManagerAmongLeads } from './members/manager.ts'
import { projectMembers } from './members/members.ts'
import { releaseRemovedMembers } from './members/removal.ts'
import { kinds } from './notifications/kinds.ts'
import { checkDates } from './projects/dates.ts'
import { followParty } from './projects/party.ts'
import { projects } from './projects/projects.ts'
import { offered } from './reports.ts'
import { slots } from './slots.ts'
import { assignToMembers } from './tasks/assignment.ts'
import { checkTaskDates } from './tasks/dates.ts'
import { refuseDependencyCycles } from './tasks/dependencies.ts'
import { dueSoon, taskAlerts } from './tasks/due-soon.ts'
import { keepWithinProject } from './tasks/project.ts'
import { tasks } from './tasks/tasks.ts'
import { reckonUrgency } from './tasks/urgency.ts'
import { fillFromTemplate } from './templates/instance.ts'
import { projectTemplates, templateTasks } from './templates/templates.ts'
import { widgets } from './widgets.ts'

export default definePlugin({
  name: 'projects',
  version: '0.1.0',
  requires: ['directory'],
  settings: {
    /** How long before a task is due the alert goes out. */
    dueSoonHours: integer({ default: 24, minimum: 1, maximum: 168 }),
    /** Wall-clock time at which tasks planned by day are due. */
    dayEndsAt: text({ default: '18:00', pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' }),
  },
  resources: [projects, projectMembers, tasks, checklistItems, projectTemplates, templateTasks, taskAlerts],
  extends: [projectsOfClients, projectsOfCompanies],
  events: [taskAssigned, taskDueSoon],
  routes: [agendaRoute],
  jobs: { dueSoon },
  widgets,
  contributes: [...kinds, ...offered],
  admin: { module: new URL('../dist/admin/index.js', import.meta.url), slots },
  firstSteps: [
    { name: 'project', done: { resource: projects }, to: '/projects/create' },
    { name: 'task', done: { resource: tasks }, to: '/tasks/create' },
    { name: 'finish', done: { resource: tasks, where: { status: 'completed' } }, to: '/tasks' },
  ],
  setup(setup) {
    checkDates(setup)
    followParty(setup)
    keepManagerAmongLeads(setup)
    releaseRemovedMembers(setup)
    fillFromTemplate(setup)
    keepWithinProject(setup)
    checkTaskDates(setup)
    assignToMembers(setup)
    refuseDependencyCycles(setup)
    reckonUrgency(setup)
  },
})
