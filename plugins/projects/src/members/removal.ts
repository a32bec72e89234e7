import { openStates, projectMembers, projects, tasks } from '@guildhall/contract-projects'
import type { PluginSetup, Scope } from '@guildhall/sdk'

/** Who is removed from a project no longer works on or follows what is open there. What he has done keeps his name. */
export function releaseRemovedMembers({ after }: PluginSetup) {
  after.delete(projectMembers, async ({ record, scope }) => {
    await scope.asSystem('projects.member_removed', (system) => release(system, record.project, record.person))
  })
}

async function release(scope: Scope, project: string, person: string): Promise<void> {
  const others = (list: readonly string[]) => list.filter((id) => id !== person)
  const found = await scope.records(projects).find(project)
  if (found?.watchers.includes(person))
    await scope.records(projects).update(project, { watchers: others(found.watchers) })
  const open = await scope.records(tasks).list({
    where: { project, status_in: openStates, $or: [{ assignees: person }, { watchers: person }] },
    archived: 'with',
  })
  for (const { id, assignees, watchers } of open)
    await scope.records(tasks).update(id, { assignees: others(assignees), watchers: others(watchers) })
}
