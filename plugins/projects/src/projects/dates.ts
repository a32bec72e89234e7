import { projects } from '@guildhall/contract-projects'
import { defineError, type FieldError, type PluginSetup } from '@guildhall/sdk'

export const datesBackwards = defineError('projects.dates_backwards', 422)
export const endsBeforeStart = defineError('projects.ends_before_start', 422)
export const deadlineBeforeStart = defineError('projects.deadline_before_start', 422)

/** A project neither ends nor is due before it starts. */
export function checkDates({ before }: PluginSetup) {
  before.write(projects, ({ next: { startsOn, endsOn, deadline } }) => {
    const problems: FieldError[] = []
    if (startsOn && endsOn && endsOn < startsOn) problems.push({ path: 'endsOn', code: endsBeforeStart.code })
    if (startsOn && deadline && deadline < startsOn) problems.push({ path: 'deadline', code: deadlineBeforeStart.code })
    if (problems.length > 0) throw datesBackwards({}, problems)
  })
}
