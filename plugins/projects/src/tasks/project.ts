import { projects, tasks } from '@guildhall/contract-projects'
import { defineError, type PluginSetup, type Scope } from '@guildhall/sdk'

export const projectClosed = defineError('tasks.project_closed', 409)
export const projectArchived = defineError('tasks.project_archived', 409)
export const foreignParent = defineError('tasks.foreign_parent', 422)

/** Nothing new begins in a closed or archived project, and subtasks stay in the project of their task. */
export function keepWithinProject({ before }: PluginSetup) {
  before.create(tasks, async ({ next, scope }) => {
    // A project that the actor may not see is none to him.
    await scope.records(projects).get(next.project)
    await requireOpenProject(scope, next.project)
  })
  before.write(tasks, async ({ next, previous, scope }) => {
    if (!next.parent || next.parent === previous?.parent) return
    const { parent } = next
    const above = await scope.asSystem('tasks.parent', (system) => system.records(tasks).find(parent))
    if (above && above.project !== next.project) throw foreignParent({}, [{ path: 'parent', code: foreignParent.code }])
  })
}

export async function refuseInClosedProject({
  record,
  scope,
}: {
  record: { readonly project: string }
  scope: Scope
}): Promise<void> {
  await requireOpenProject(scope, record.project)
}

async function requireOpenProject(scope: Scope, id: string): Promise<void> {
  const project = await scope.asSystem('tasks.project', (system) => system.records(projects).find(id))
  if (project?.archivedAt) throw projectArchived()
  if (project?.status === 'closed') throw projectClosed()
}
