import { tasks } from '@guildhall/contract-projects'
import { defineError, type PluginSetup } from '@guildhall/sdk'
import { localDate } from '../calendar.ts'

export const dueBeforeStart = defineError('tasks.due_before_start', 422)

export function checkTaskDates({ before }: PluginSetup) {
  before.write(tasks, ({ next: { startsOn, dueAt }, scope }) => {
    const isBackwards = startsOn && dueAt && localDate(dueAt, scope.tenant.zone) < startsOn
    if (isBackwards) throw dueBeforeStart({}, [{ path: 'dueAt', code: dueBeforeStart.code }])
  })
}
