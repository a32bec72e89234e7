import { timeEntries, timesheets } from '@guildhall/contract-time-tracking'
import { type DraftOf, defineError, type PluginSetup, type RecordOf, type Scope } from '@guildhall/sdk'
import { spanOf } from '../calendar.ts'
import { settingOf } from '../settings.ts'

export const stillRunning = defineError('time.sheet_running', 409)
export const sheetOverlap = defineError('time.sheet_overlap', 409)

type Sheet = RecordOf<typeof timesheets.fields>
type Changes = Partial<DraftOf<typeof timesheets.fields>>
interface Step {
  readonly record: Sheet
  readonly scope: Scope
}

/** A timesheet is a whole week or month, whichever day of it was named. */
export function spanTimesheets({ before }: PluginSetup) {
  before.create(timesheets, ({ next, scope }) => spanOf(next.startsOn, settingOf<'week' | 'month'>(scope, 'timesheet')))
}

export async function gather({ record, scope }: Step): Promise<Changes> {
  const entries = await entriesOf(scope, record)
  if (entries.some(({ endedAt }) => !endedAt)) throw stillRunning()
  return {
    time: entries.reduce((sum, entry) => sum + (entry.time ?? 0), 0),
    submittedAt: scope.clock.now(),
    remark: null,
  }
}

export async function heldBy({ record, scope }: Step): Promise<Changes> {
  await mark(scope, record, record.id)
  return { approvedAt: scope.clock.now(), approvedBy: scope.me }
}

export async function loosen({
  record,
  scope,
  input,
}: Step & { readonly input: { readonly reason: string } }): Promise<Changes> {
  await mark(scope, record, null)
  return { remark: input.reason, submittedAt: null, approvedAt: null, approvedBy: null }
}

async function mark(scope: Scope, sheet: Sheet, timesheet: string | null): Promise<void> {
  const entries = await entriesOf(scope, sheet)
  await scope.asSystem('time-tracking.timesheet', async (system) => {
    for (const { id } of entries) await system.records(timeEntries).update(id, { timesheet })
  })
}

const entriesOf = (scope: Scope, { person, startsOn, endsOn }: Sheet) =>
  scope.asSystem('time-tracking.timesheet', (system) =>
    system.records(timeEntries).list({ where: { person, day_gte: startsOn, day_lte: endsOn ?? startsOn } }),
  )
