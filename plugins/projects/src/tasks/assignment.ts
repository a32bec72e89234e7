import { projectMembers, taskAssigned, tasks } from '@guildhall/contract-projects'
import { defineError, type PluginSetup } from '@guildhall/sdk'

export const assigneeNotMember = defineError('tasks.assignee_not_member', 422)

/** Tasks go to those who work in the project; each of them is told once, with the name of the giver. */
export function assignToMembers({ before, after }: PluginSetup) {
  before.write(tasks, async ({ next, previous, scope }) => {
    const added = newcomers(next.assignees, previous?.assignees)
    if (added.length > 0) {
      const members = await scope.asSystem('tasks.assignees', (system) =>
        system
          .records(projectMembers)
          .list({ where: { project: next.project, person_in: added, role_ne: 'observer' } }),
      )
      if (members.length < added.length)
        throw assigneeNotMember({}, [{ path: 'assignees', code: assigneeNotMember.code }])
    }
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
