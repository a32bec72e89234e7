import { timeEntries } from '@guildhall/contract-time-tracking'
import { type DraftOf, type ErrorDefinition, type PluginSetup, resourceToken, type Scope, text } from '@guildhall/sdk'
import { localDay, secondsBetween } from '../calendar.ts'
import { rateFor } from '../rates/cascade.ts'
import { settingOf } from '../settings.ts'
import { endMissing, endsBeforeStart, inFuture, taskRequired } from './errors.ts'
import { costOf, timeOf } from './figures.ts'

type Draft = Readonly<DraftOf<typeof timeEntries.fields>>
type Previous = Draft | null

const people = resourceToken('people', { zone: text({ optional: true }) })

/** What an entry says of itself follows from what was worked on, by whom and when. */
export function prepareEntries({ before }: PluginSetup) {
  before.create(timeEntries, ({ next, scope }) => zoneOfPerson(scope, next))
  before.write(timeEntries, async ({ next, previous, scope }) => {
    checkTimes(next, scope)
    const placed = next.subject === previous?.subject ? {} : await placeIn(scope, next.subject)
    const entry = { ...next, ...placed }
    return { ...placed, ...(isReckonedAnew(entry, previous) ? await figuresOf(scope, entry) : {}) }
  })
}

/** The day of somebody's work is that of his own calendar, whoever writes it down. */
async function zoneOfPerson(scope: Scope, next: Draft): Promise<Partial<Draft> | undefined> {
  if (!next.person || next.person === scope.me) return undefined
  const person = await scope.asSystem('time-tracking.zone', (system) => system.records(people).find(next.person))
  const zone = person?.zone ?? scope.tenant.zone
  return { startedAtZone: zone, ...(next.endedAt && { endedAtZone: zone }) } as Partial<Draft>
}

function checkTimes({ startedAt, endedAt, source }: Draft, scope: Scope): void {
  const refuse = (path: string, error: ErrorDefinition) => error({}, [{ path, code: error.code }])
  const now = scope.clock.now()
  if (startedAt > now) throw refuse('startedAt', inFuture)
  if (!endedAt && source === 'manual') throw refuse('endedAt', endMissing)
  if (!endedAt) return
  if (endedAt > now) throw refuse('endedAt', inFuture)
  // A timer may be stopped in the instant in which it was started.
  if (endedAt < startedAt || (endedAt === startedAt && source === 'manual')) throw refuse('endedAt', endsBeforeStart)
}

async function placeIn(scope: Scope, subject: string): Promise<Partial<Draft>> {
  const place = await scope.place(subject)
  // The engine refuses what is not there.
  if (!place) return {}
  if (!place.parent && place.parts.length > 0 && settingOf<boolean>(scope, 'taskRequired'))
    throw taskRequired({ parts: place.parts }, [
      { path: 'subject', code: taskRequired.code, params: { parts: place.parts } },
    ])
  const [party, client] = place.party?.split('/') ?? []
  return { project: place.parent ?? subject, client: party === 'clients' && client ? client : null }
}

const reckoned = ['startedAt', 'endedAt', 'subject', 'person', 'billable'] as const
const isReckonedAnew = (next: Draft, previous: Previous) =>
  previous === null || reckoned.some((name) => next[name] !== previous[name])

async function figuresOf(scope: Scope, entry: Draft): Promise<Partial<Draft>> {
  const { startedAt, endedAt, person, project } = entry
  const zone = (entry as { startedAtZone?: string | null }).startedAtZone ?? scope.zone
  const day = localDay(startedAt, zone)
  if (!endedAt) return { day }
  const elapsed = secondsBetween(startedAt, endedAt)
  const time = timeOf(scope, elapsed)
  const rate = await rateFor(scope, { person, project, day })
  return { day, elapsed, time, rate, amount: costOf({ billable: entry.billable, time }, rate), idleSince: null }
}
