import { openStates, taskDueSoon, tasks } from '@guildhall/contract-projects'
import { defineResource, instant, type JobDefinition, ref, type Scope } from '@guildhall/sdk'

/** For which due times of a task the alert has gone out; the database keeps it to one. */
export const taskAlerts = defineResource('task-alerts', {
  fields: { task: ref(tasks, { onDelete: 'cascade' }), dueAt: instant() },
  unique: [['task', 'dueAt']],
  archivable: false,
  history: false,
  views: { menu: 'hidden' },
})

export const dueSoon: JobDefinition = {
  cron: '*/5 * * * *',
  async run(scope) {
    const hours = scope.setting<number>('projects', 'dueSoonHours')
    const until = new Date(Date.parse(scope.clock.now()) + hours * 3_600_000).toISOString()
    const where = {
      status_in: openStates,
      dueAt_gt: scope.clock.now(),
      dueAt_lte: until,
      'project.status': 'active',
    } as const
    const page = 500
    for (let offset = 0; ; offset += page) {
      const due = await scope.records(tasks).list({ where, sort: ['dueAt', 'ASC'], limit: page, offset })
      await alert(scope, due)
      if (due.length < page) return
    }
  },
}

async function alert(
  scope: Scope,
  due: readonly { readonly id: string; readonly dueAt: string | null }[],
): Promise<void> {
  const told = await scope.records(taskAlerts).list({ where: { task_in: due.map(({ id }) => id) } })
  const known = new Set(told.map(({ task, dueAt }) => `${task} ${dueAt}`))
  for (const { id: task, dueAt } of due) {
    if (!dueAt || known.has(`${task} ${dueAt}`)) continue
    await scope.records(taskAlerts).create({ task, dueAt })
    await scope.emit(taskDueSoon, { task, dueAt })
  }
}
