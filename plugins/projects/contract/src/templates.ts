import { duration, enumeration, integer, json, many, money, ref, resourceToken, Type, text } from '@guildhall/sdk'

const points = Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { maxItems: 50 })

/** A task as each new project of a template gets it; days count from the project's start. */
export const templateTasks = resourceToken('template-tasks', {
  template: ref('project-templates', { immutable: true, onDelete: 'cascade' }),
  title: text({ searchable: true }),
  description: text({ optional: true, multiline: true }),
  priority: enumeration(['low', 'normal', 'high', 'urgent'], { default: 'normal' }),
  startsAfterDays: integer({ optional: true, minimum: 0, maximum: 3650 }),
  dueAfterDays: integer({ optional: true, minimum: 0, maximum: 3650 }),
  estimate: duration({ optional: true }),
  checklist: json(points, { default: [] }),
  position: integer({ default: 0, minimum: 0, maximum: 10_000, indexed: true }),
})

/** A project to begin others from. */
export const projectTemplates = resourceToken('project-templates', {
  name: text({ searchable: true, indexed: true }),
  description: text({ optional: true, multiline: true }),
  objectives: text({ optional: true, multiline: true }),
  budgetTime: duration({ optional: true }),
  budget: money({ optional: true, minimum: 0 }),
  tasks: many(templateTasks, 'template'),
})
