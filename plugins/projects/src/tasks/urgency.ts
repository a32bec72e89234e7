import { priorities, tasks } from '@guildhall/contract-projects'
import type { PluginSetup } from '@guildhall/sdk'

/** Beyond every due time, and still an exact double when multiplied by the number of priorities. */
const never = 10 ** 15

/** One number to sort by: priority first, then the due time in milliseconds since 1970; what is never due comes last. */
export function reckonUrgency({ before }: PluginSetup) {
  before.write(tasks, ({ next }) => ({ urgency: urgencyOf(next) }))
}

export function urgencyOf({
  priority,
  dueAt,
}: {
  readonly priority: (typeof priorities)[number]
  readonly dueAt: string | null
}): number {
  const rank = priorities.length - 1 - priorities.indexOf(priority)
  const due = dueAt ? Math.min(Math.max(Date.parse(dueAt), 0), never - 1) : never - 1
  return rank * never + due
}
