import { timeEntries } from '@guildhall/contract-time-tracking'
import type { RecordOf, Scope } from '@guildhall/sdk'
import { alreadyRunning, nothingRuns } from '../entries/errors.ts'
import { settingOf } from '../settings.ts'
import { momentOf } from './moments.ts'

export type Entry = RecordOf<typeof timeEntries.fields>

export interface Start {
  readonly subject: string
  readonly note?: string | undefined
  readonly billable?: boolean | undefined
  /** Of a browser that was offline. */
  readonly at?: string | undefined
  /** Ends what runs, whatever the setting says. */
  readonly replace?: boolean | undefined
}

export async function runningOf(scope: Scope, person: string | null): Promise<Entry | null> {
  return person ? scope.records(timeEntries).first({ where: { person, endedAt_null: true } }) : null
}

/** Ends what runs and begins the next in one transaction; of two at once the database lets one through. */
export async function startTimer(
  scope: Scope,
  { subject, note, billable, at, replace = false }: Start,
): Promise<Entry> {
  const startedAt = momentOf(scope, at)
  const running = await runningOf(scope, scope.me)
  if (running && !replace && settingOf<string>(scope, 'secondTimer') === 'ask')
    throw alreadyRunning({ subject: running.subject, since: running.startedAt })
  if (running) await end(scope, running, startedAt)
  return scope.records(timeEntries).create({
    subject,
    startedAt,
    ...(note !== undefined && { note }),
    ...(billable !== undefined && { billable }),
    ...({ source: at === undefined ? 'timer' : 'offline' } as object),
  })
}

export async function stopTimer(scope: Scope, at?: string): Promise<Entry> {
  const running = await runningOf(scope, scope.me)
  if (!running) throw nothingRuns()
  return end(scope, running, momentOf(scope, at))
}

/** Since when nobody has touched anything, or null: somebody is back. */
export async function tellIdle(scope: Scope, since: string | null): Promise<void> {
  const running = await runningOf(scope, scope.me)
  if (!running) return
  const at = since && momentOf(scope, since)
  const idleSince = at && at < running.startedAt ? running.startedAt : at
  if (idleSince === running.idleSince) return
  await scope.asSystem('time-tracking.idle', (system) => system.records(timeEntries).update(running.id, { idleSince }))
}

/** Times are nobody's to change by hand; a timer ends by itself. */
const end = (scope: Scope, { id }: Entry, endedAt: string): Promise<Entry> =>
  scope.asSystem('time-tracking.stop', (system) => system.records(timeEntries).update(id, { endedAt }))
