import { defineEvent, recordEvent, Type } from '@guildhall/sdk'
import { projectMembers } from './members.ts'
import { projects } from './projects.ts'
import { tasks } from './tasks.ts'

const id = () => Type.String({ format: 'uuid' })

export const projectClosed = recordEvent(projects, 'closed')
export const projectReopened = recordEvent(projects, 'reopened')
export const memberAdded = recordEvent(projectMembers, 'created')
export const memberRemoved = recordEvent(projectMembers, 'deleted')
export const taskCompleted = recordEvent(tasks, 'completed')

/** A person has something to do from now on; told once for each person. `giver` is empty when a plugin gave it. */
export const taskAssigned = defineEvent(
  'projects.task.assigned',
  Type.Object({ task: id(), project: id(), person: id(), giver: Type.Union([id(), Type.Null()]) }),
)

/** An open task is due soon (24 hours unless the tenant says otherwise); told once for each due time. */
export const taskDueSoon = defineEvent(
  'projects.task.due_soon',
  Type.Object({ task: id(), dueAt: Type.String({ format: 'date-time' }) }),
)
