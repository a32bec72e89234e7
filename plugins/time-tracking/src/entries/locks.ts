import { timeEntries, timesheets } from '@guildhall/contract-time-tracking'
import type { DraftOf, PluginSetup, Scope } from '@guildhall/sdk'
import { addDays } from '../calendar.ts'
import { settingOf } from '../settings.ts'
import { billed, locked, sheetApproved } from './errors.ts'

type Entry = Pick<DraftOf<typeof timeEntries.fields>, 'person' | 'day' | 'billedAt'>

/** What a person moves; the rest is what the house keeps of it. */
const moved = ['subject', 'person', 'startedAt', 'endedAt', 'note', 'billable'] as const

/** What is billed, approved or behind the lock moves for nobody, through whichever door; the database keeps what it can know of it, too. */
export function keepLocked({ before }: PluginSetup) {
  before.write(timeEntries, async ({ next, previous, scope }) => {
    if (previous && moved.every((name) => next[name] === previous[name])) return undefined
    if (previous) await refuseLocked(scope, previous)
    if (next.day !== previous?.day) await refuseLocked(scope, next)
    return undefined
  })
  before.delete(timeEntries, ({ record, scope }) => refuseLocked(scope, record))
}

async function refuseLocked(scope: Scope, { person, day, billedAt }: Entry): Promise<void> {
  if (billedAt) throw billed()
  if (!day) return
  const until = settingOf<string | null>(scope, 'lockedUntil')
  const today = scope.clock.today(scope.tenant.zone)
  if (until && day <= until && today > addDays(until, settingOf<number>(scope, 'graceDays'))) throw locked()
  const approved = await scope.asSystem('time-tracking.lock', (system) =>
    system
      .records(timesheets)
      .count({ where: { person, startsOn_lte: day, endsOn_gte: day, status_in: ['submitted', 'approved'] } }),
  )
  if (approved > 0) throw sheetApproved()
}
