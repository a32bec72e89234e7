import { clients, companies } from '@guildhall/contract-directory'
import {
  date,
  duration,
  enumeration,
  files,
  instant,
  many,
  money,
  numbered,
  ref,
  refs,
  resourceToken,
  state,
  text,
} from '@guildhall/sdk'
import { projectMembers } from './members.ts'
import { projectTemplates } from './templates.ts'

/** A piece of work with an end: for a client, for a company, for both, or for ourselves. */
export const projects = resourceToken('projects', {
  number: numbered('P-{year}-{0000}'),
  name: text({ searchable: true, indexed: true }),
  /** `client` as soon as a client or company is named. */
  kind: enumeration(['internal', 'client'], { computed: true, default: 'internal', indexed: true }),
  client: ref(clients, { optional: true }),
  company: ref(companies, { optional: true }),
  objectives: text({ optional: true, multiline: true, searchable: true }),
  startsOn: date({ optional: true, indexed: true }),
  /** When it is planned to end. */
  endsOn: date({ optional: true, indexed: true }),
  /** When it was promised. */
  deadline: date({ optional: true, indexed: true }),
  budgetTime: duration({ optional: true }),
  budget: money({ optional: true, minimum: 0 }),
  /** Always a lead among the members. */
  manager: ref('people', {
    optional: true,
    default: '$me',
    onDelete: 'clear',
    onLeave: { handOver: { status: 'active' } },
  }),
  watchers: refs('people'),
  /** What it was made from. */
  template: ref(projectTemplates, { optional: true, immutable: true, onDelete: 'clear' }),
  /** Shared with the client. */
  documents: files({ optional: true }),
  /** Never shown to the client. */
  internalNotes: text({ optional: true, multiline: true }),
  status: state(['active', 'closed'], { indexed: true }),
  closedAt: instant({ optional: true, computed: true }),
  members: many(projectMembers, 'project'),
  tasks: many('tasks', 'project'),
})
