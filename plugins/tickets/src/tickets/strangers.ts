import { tasks } from '@guildhall/contract-projects'
import type { tickets } from '@guildhall/contract-tickets'
import type { RecordOf, Scope } from '@guildhall/sdk'

type Ticket = RecordOf<(typeof tickets)['fields']>

/** Whoever hands a ticket about a task to somebody who does not work on it is told so; it may still be what he wants. */
export async function warnOfStranger(scope: Scope, { about, assignee }: Ticket): Promise<void> {
  const [resource, id] = about?.split('/') ?? []
  if (resource !== tasks.name || !id || !assignee || !scope.enabled('projects')) return
  const task = await scope.asSystem('Who works on it', (system) => system.records(tasks).find(id))
  if (task && !task.assignees.includes(assignee)) scope.warn('tickets.not_on_task', { task: task.title })
}
