import {
  date,
  duration,
  enumeration,
  files,
  instant,
  integer,
  json,
  many,
  money,
  numbered,
  ref,
  refs,
  resourceToken,
  type Static,
  state,
  Type,
  text,
} from '@guildhall/sdk'
import { checklistItems } from './checklists.ts'
import { projects } from './projects.ts'

/** From the least to the most pressing. */
export const priorities = ['low', 'normal', 'high', 'urgent'] as const

/** States in which something is left to do. */
export const openStates = ['pending', 'in-progress'] as const

/** Comes again `every` so many units after it was due, in wall-clock time, a month's last days clamped; not after `until`. */
export const recurrence = Type.Object(
  {
    every: Type.Integer({ minimum: 1, maximum: 365 }),
    unit: Type.Unsafe<'day' | 'week' | 'month' | 'year'>({ type: 'string', enum: ['day', 'week', 'month', 'year'] }),
    until: Type.Optional(Type.String({ format: 'date' })),
  },
  { additionalProperties: false },
)
export type Recurrence = Static<typeof recurrence>

/** One thing to do in a project. */
export const tasks = resourceToken('tasks', {
  number: numbered('T-{00000}'),
  project: ref(projects, { immutable: true, onDelete: 'cascade', onArchive: 'cascade' }),
  parent: ref('tasks', { optional: true, onDelete: 'cascade', onArchive: 'cascade' }),
  title: text({ searchable: true }),
  description: text({ optional: true, multiline: true, searchable: true }),
  status: state(['pending', 'in-progress', 'completed', 'cancelled'], { indexed: true }),
  priority: enumeration(priorities, { default: 'normal', indexed: true }),
  dueAt: instant({ optional: true, indexed: true }),
  startsOn: date({ optional: true }),
  estimate: duration({ optional: true }),
  /** Leads and members of the project. */
  assignees: refs('people', {
    onLeave: { handOver: { status_in: openStates } },
    among: {
      through: 'project-members',
      field: 'person',
      where: { project: '$record.project', role_ne: 'observer' },
      error: 'tasks.assignee_not_member',
    },
  }),
  /** Who gave it to them last; who made it, while nobody else did. */
  givenBy: ref('people', { optional: true, computed: true, onDelete: 'clear' }),
  /** Tasks that must be completed before this one can be. */
  dependsOn: refs('tasks', { onDelete: 'clear' }),
  recurrence: json(recurrence, { optional: true }),
  /** What its assignees earn with it; never shown to the client. */
  price: money({ optional: true, minimum: 0 }),
  watchers: refs('people'),
  /** Never shown to the client. */
  attachments: files({ optional: true }),
  /** Never shown to the client. */
  notes: text({ optional: true, multiline: true }),
  completedAt: instant({ optional: true, computed: true, indexed: true }),
  completedBy: ref('people', { optional: true, computed: true, onDelete: 'clear' }),
  /** What came after it when it recurred. */
  next: ref('tasks', { optional: true, computed: true, onDelete: 'clear' }),
  /** The order of work: by priority, then by due time. Smaller is sooner. */
  urgency: integer({ optional: true, computed: true, indexed: true }),
  subtasks: many('tasks', 'parent'),
  checklist: many(checklistItems, 'task'),
})
