import { openStates, tasks } from '@guildhall/contract-projects'
import { defineError, type PluginSetup, type RecordOf, type Scope } from '@guildhall/sdk'

export const dependencyCycle = defineError('tasks.dependency_cycle', 422)
export const dependencyOpen = defineError<{ count: number }>('tasks.dependency_open', 409)

type Task = RecordOf<typeof tasks.fields>

/** A task cannot wait for itself, not even by way of others. */
export function refuseDependencyCycles({ before }: PluginSetup) {
  before.write(tasks, async ({ next, previous, scope }) => {
    const added = next.dependsOn.filter((id) => !previous?.dependsOn.includes(id))
    if (added.length === 0) return
    const leadsBack = await scope.asSystem('tasks.dependencies', (system) => reaches(system, added, next.id))
    if (leadsBack) throw dependencyCycle({}, [{ path: 'dependsOn', code: dependencyCycle.code }])
  })
}

/** What a task waits for must be completed first; what was cancelled or archived is waited for no longer. */
export async function refuseWhileBlocked({ record, scope }: { record: Task; scope: Scope }): Promise<void> {
  if (record.dependsOn.length === 0) return
  const count = await scope.asSystem('tasks.dependencies', (system) =>
    system.records(tasks).count({ where: { id_in: record.dependsOn, status_in: openStates } }),
  )
  if (count > 0) throw dependencyOpen({ count })
}

/** Level by level, so that the number of queries is the length of the chain and not the number of tasks. */
async function reaches(scope: Scope, from: readonly string[], goal: string): Promise<boolean> {
  const seen = new Set<string>()
  let level = [...from]
  while (level.length > 0) {
    if (level.includes(goal)) return true
    for (const id of level) seen.add(id)
    const found = await scope.records(tasks).list({ where: { id_in: level }, archived: 'with' })
    level = [...new Set(found.flatMap(({ dependsOn }) => dependsOn))].filter((id) => !seen.has(id))
  }
  return false
}
