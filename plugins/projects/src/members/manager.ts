import { projectMembers, projects } from '@guildhall/contract-projects'
import { defineError, type PluginSetup } from '@guildhall/sdk'

export const managerLeads = defineError('projects.manager_leads', 409)

/** The manager of a project is one of its leads: made so when he becomes manager, and no longer manager once he is removed. */
export function keepManagerAmongLeads({ before, after }: PluginSetup) {
  after.write(projects, async ({ record, previous, scope }) => {
    const { id: project, manager: person } = record
    if (!person || person === previous?.manager) return
    await scope.asSystem('projects.manager', async (system) => {
      const members = system.records(projectMembers)
      const member = await members.first({ where: { project, person } })
      if (!member) await members.create({ project, person, role: 'lead' })
      else if (member.role !== 'lead') await members.update(member.id, { role: 'lead' })
    })
  })
  before.update(projectMembers, async ({ next, scope }) => {
    if (next.role === 'lead') return
    const project = await scope.asSystem('projects.manager', (system) => system.records(projects).get(next.project))
    if (project.manager === next.person) throw managerLeads()
  })
  after.delete(projectMembers, async ({ record, scope }) => {
    await scope.asSystem('projects.manager', async (system) => {
      const project = await system.records(projects).find(record.project)
      if (project?.manager === record.person) await system.records(projects).update(project.id, { manager: null })
    })
  })
}
