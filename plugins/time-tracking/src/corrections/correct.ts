import { timeCorrected, timeCorrections, timeEntries } from '@guildhall/contract-time-tracking'
import type { DraftOf, PluginSetup, RecordOf, Scope } from '@guildhall/sdk'
import { secondsBetween } from '../calendar.ts'
import { windowOver } from '../entries/errors.ts'
import { settingOf } from '../settings.ts'

type Entry = RecordOf<typeof timeEntries.fields>

interface Correcting {
  readonly record: Entry
  readonly input: { startedAt?: string | null; endedAt?: string | null; subject?: string | null; reason: string }
  readonly scope: Scope
}

/** One's own time may be put right for a while; after that it is for those who approve it. */
export function refuseCorrection({ record, scope }: Pick<Correcting, 'record' | 'scope'>): void {
  if (scope.may('timesheets', 'approve')) return
  const hours = settingOf<number>(scope, 'editHours')
  const end = Date.parse(record.endedAt ?? scope.clock.now())
  if (end + hours * 3_600_000 < Date.parse(scope.clock.now())) throw windowOver({ count: hours })
}

export async function correctedEntry({ record, input, scope }: Correcting) {
  const { startedAt, endedAt, subject, reason } = input
  const changes = {
    startedAt: startedAt ?? record.startedAt,
    endedAt: endedAt ?? record.endedAt,
    subject: subject ?? record.subject,
  }
  await note(scope, { previous: record, next: changes, reason })
  return changes
}

export async function removedEntry({
  record,
  input,
  scope,
}: Pick<Correcting, 'record' | 'scope'> & { input: { reason: string } }) {
  await note(scope, { previous: record, next: null, reason: input.reason })
  return undefined
}

/** What is removed leaves its correction, and nothing else. */
export function dropRemoved({ after }: PluginSetup) {
  after.action(timeEntries, 'remove', async ({ record, scope }) => {
    await scope.asSystem('time-tracking.removed', (system) => system.records(timeEntries).remove(record.id))
  })
}

type Times = Pick<DraftOf<typeof timeEntries.fields>, 'startedAt' | 'endedAt' | 'subject'>

interface Change {
  readonly previous: Entry
  readonly next: Times | null
  readonly reason: string
}

async function note(scope: Scope, { previous, next, reason }: Change): Promise<void> {
  const at = scope.clock.now()
  const seconds = (entry: Times | null) => (entry ? secondsBetween(entry.startedAt, entry.endedAt ?? at) : 0)
  await scope.asSystem('time-tracking.correction', async (system) => {
    const made = await system.records(timeCorrections).create({
      entry: previous.id,
      kind: next ? 'changed' : 'removed',
      person: previous.person,
      by: scope.me,
      at,
      day: previous.day,
      startedBefore: previous.startedAt,
      endedBefore: previous.endedAt,
      startedAfter: next?.startedAt ?? null,
      endedAfter: next?.endedAt ?? null,
      difference: seconds(next) - seconds(previous),
      reason,
      ...({ subjectBefore: previous.subject, subjectAfter: next?.subject ?? null } as object),
    })
    await system.emit(timeCorrected, { id: made.id, person: previous.person })
  })
}
