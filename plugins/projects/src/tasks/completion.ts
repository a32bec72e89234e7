import { checklistItems, projects, tasks } from '@guildhall/contract-projects'
import type { CreateOf, DraftOf, RecordOf, Scope } from '@guildhall/sdk'
import { addDays, localDate } from '../calendar.ts'
import { tellServed } from '../projects/party.ts'
import { nextDue } from './recurrence.ts'

type Task = RecordOf<typeof tasks.fields>

/** Who completed it and when; a recurring task leaves the next one behind, once. */
export async function completion({
  record,
  scope,
}: {
  record: Task
  scope: Scope
}): Promise<Partial<DraftOf<typeof tasks.fields>>> {
  const completed = { completedAt: scope.clock.now(), completedBy: scope.me }
  return scope.asSystem('tasks.completion', async (system) => {
    const project = await system.records(projects).get(record.project)
    await tellServed(system, project)
    const goesOn = record.recurrence !== null && record.next === null && project.status === 'active'
    return goesOn ? { ...completed, next: await succeed(system, record) } : completed
  })
}

async function succeed(scope: Scope, task: Task): Promise<string | null> {
  const { recurrence, dueAt } = task
  const { zone } = scope.tenant
  const now = scope.clock.now()
  const due = recurrence && nextDue({ recurrence, dueAt: dueAt ?? now, now, zone })
  if (!due) return null
  const next = await scope.records(tasks).create({ ...copied(task), dueAt: due, startsOn: startOf(task, due, zone) })
  await scope.records(tasks).update(next.id, { givenBy: task.givenBy })
  await copyChecklist(scope, task.id, next.id)
  return next.id
}

function copied(task: Task): CreateOf<typeof tasks.fields> {
  const { project, parent, title, description, priority, estimate, assignees, recurrence, price, watchers, notes } =
    task
  return { project, parent, title, description, priority, estimate, assignees, recurrence, price, watchers, notes }
}

/** As many days before it is due as last time. */
function startOf({ startsOn, dueAt }: Task, due: string, zone: string): string | null {
  if (!startsOn || !dueAt) return null
  const days = (Date.parse(localDate(dueAt, zone)) - Date.parse(startsOn)) / 86_400_000
  return addDays(localDate(due, zone), -days)
}

async function copyChecklist(scope: Scope, from: string, to: string): Promise<void> {
  for (const { title, position } of await scope
    .records(checklistItems)
    .list({ where: { task: from }, sort: ['position', 'ASC'] }))
    await scope.records(checklistItems).create({ task: to, title, position })
}
