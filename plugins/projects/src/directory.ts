import { clients, companies } from '@guildhall/contract-directory'
import { projects } from '@guildhall/contract-projects'
import { can, extendResource, many, me, readable } from '@guildhall/sdk'

/** Whoever works for a client or company knows its name, and no more. */
const rules = {
  worker: [
    can('read', { 'projects.tasks.assignees': me }, ['name']),
    can('read', { 'projects.members': { person: me, role: 'lead' } }, ['name']),
  ],
  observer: [can('read', { projects: readable }, ['name'])],
} as const

export const projectsOfClients = extendResource(clients, { fields: { projects: many(projects, 'client') }, rules })
export const projectsOfCompanies = extendResource(companies, { fields: { projects: many(projects, 'company') }, rules })
