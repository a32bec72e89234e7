import { openStates, priorities, tasks } from '@guildhall/contract-projects'
import type { PluginSetup, RecordOf } from '@guildhall/sdk'

/** Beyond every due time, and still an exact double when multiplied by the number of priorities. */
const never = 10 ** 15

/**
 * One number to sort by. What is open: by priority, then by the due time in milliseconds since 1970; what is never due comes last.
 * After it what is not open any more, the latest due time first.
 */
export function reckonUrgency({ before }: PluginSetup) {
  before.write(tasks, ({ next }) => ({ urgency: urgencyOf(next) }))
}

export function urgencyOf({
  status,
  priority,
  dueAt,
}: Pick<RecordOf<typeof tasks.fields>, 'status' | 'priority' | 'dueAt'>): number {
  const due = dueAt ? Math.min(Math.max(Date.parse(dueAt), 0), never - 1) : never - 1
  if (!isOpen(status)) return priorities.length * never + (never - 1 - due)
  return (priorities.length - 1 - priorities.indexOf(priority)) * never + due
}

const isOpen = (status: string) => openStates.some((open) => open === status)
