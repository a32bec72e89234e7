import { may, slot } from '@guildhall/sdk'
import { projects } from './projects/projects.ts'
import { tasks } from './tasks/tasks.ts'

/** What admin/ draws in the backoffice. */
export const slots = [
  slot.widget('myDay', { right: may(tasks, 'start'), for: ['worker', 'manager'] }),
  slot.aside('progress', projects, { right: may(tasks, 'read') }),
] as const
