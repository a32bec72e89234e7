export { checklistItems } from './checklists.ts'
export {
  memberAdded,
  memberRemoved,
  projectClosed,
  projectReopened,
  taskAssigned,
  taskCompleted,
  taskDueSoon,
} from './events.ts'
export { projectMembers } from './members.ts'
export { projects } from './projects.ts'
export { openStates, priorities, type Recurrence, recurrence, tasks } from './tasks.ts'
export { projectTemplates, templateTasks } from './templates.ts'
