import { enumeration, ref, resourceToken } from '@guildhall/sdk'

/** Who works on a project and as what. A lead runs it, a member works in it, an observer sees it. */
export const projectMembers = resourceToken('project-members', {
  project: ref('projects', { immutable: true, onDelete: 'cascade' }),
  /** Whoever takes over from him takes his place in what is not closed. */
  person: ref('people', { immutable: true, onLeave: { handOver: { 'project.status': 'active' } } }),
  role: enumeration(['lead', 'member', 'observer'], { default: 'member', indexed: true }),
})
