import { boolean, integer, ref, resourceToken, text } from '@guildhall/sdk'

/** One point of a task's checklist. */
export const checklistItems = resourceToken('checklist-items', {
  task: ref('tasks', { immutable: true, onDelete: 'cascade' }),
  title: text(),
  done: boolean(),
  position: integer({ default: 0, minimum: 0, maximum: 10_000, indexed: true }),
})
