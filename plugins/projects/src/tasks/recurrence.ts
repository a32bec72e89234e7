import type { Recurrence } from '@guildhall/contract-projects'
import { localDate, stepFrom } from '../calendar.ts'

interface Occasion {
  readonly recurrence: Recurrence
  /** When this one was due; its completion, where it was never due. */
  readonly dueAt: string
  readonly now: string
  readonly zone: string
}

/** When a recurring task is due again: the first time of its series after it was due and after now. Null when the series is over. */
export function nextDue({ recurrence, dueAt, now, zone }: Occasion): string | null {
  const after = dueAt > now ? dueAt : now
  let n = 1
  while (stepFrom(dueAt, recurrence, n, zone) <= after) n += 1
  const next = stepFrom(dueAt, recurrence, n, zone)
  return recurrence.until && localDate(next, zone) > recurrence.until ? null : next
}
