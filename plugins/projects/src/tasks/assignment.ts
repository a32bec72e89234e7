import { taskAssigned, tasks } from '@guildhall/contract-projects'
import type { PluginSetup } from '@guildhall/sdk'

/** Each of those a task goes to is told once, with the name of the giver. */
export function assignToMembers({ before, after }: PluginSetup) {
  before.write(tasks, ({ next, previous, scope }) => {
    const added = newcomers(next.assignees, previous?.assignees)
    const isGiven = previous === null || added.length > 0
    return isGiven && scope.me ? { givenBy: scope.me } : undefined
  })
  after.write(tasks, async ({ record, previous, scope }) => {
    for (const person of newcomers(record.assignees, previous?.assignees))
      await scope.emit(taskAssigned, { task: record.id, project: record.project, person, giver: scope.me })
  })
}

function newcomers(next: readonly string[], previous: readonly string[] = []): string[] {
  return next.filter((person) => !previous.includes(person))
}
