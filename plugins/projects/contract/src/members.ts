import { enumeration, ref, resourceToken } from '@guildhall/sdk'

/** Who works on a project and as what. A lead runs it, a member works in it, an observer sees it. */
export const projectMembers = resourceToken('project-members', {
  project: ref('projects', { immutable: true, onDelete: 'cascade' }),
  person: ref('people', { immutable: true }),
  role: enumeration(['lead', 'member', 'observer'], { default: 'member', indexed: true }),
})
