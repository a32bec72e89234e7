import { me } from '@guildhall/sdk'

/** On a project: the actor is its lead. */
export const leads = { members: { person: me, role: 'lead' } } as const

/** On what belongs to a project: the actor is the project's lead. */
export const leadsProject = { 'project.members': { person: me, role: 'lead' } } as const

/** On what belongs to a project: the actor works in it. */
export const worksInProject = { 'project.members': { person: me, role_in: ['lead', 'member'] } } as const
