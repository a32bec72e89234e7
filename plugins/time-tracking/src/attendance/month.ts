import { type Absence, attendances, timeEntries } from '@guildhall/contract-time-tracking'
import type { Scope } from '@guildhall/sdk'
import { daysBetween, secondsBetween, spanOf } from '../calendar.ts'
import { absencesOf } from './away.ts'

/** A day of the attendance sheet. Times are in seconds. */
export interface SheetDay {
  readonly day: string
  readonly firstIn: string | null
  readonly lastOut: string | null
  readonly breaks: number
  readonly present: number
  /** What was recorded that day: the sum of the entries. */
  readonly worked: number
  readonly away: readonly Pick<Absence, 'label' | 'sign' | 'half'>[]
}

/** When somebody came, on the wall of the business. */
export function timeOfDay({ language, tenant }: Scope, instant: string | null): string {
  const form = new Intl.DateTimeFormat(language, { timeStyle: 'short', timeZone: tenant.zone })
  return instant ? form.format(new Date(instant)) : ''
}

interface Stretch {
  readonly startedAt: string
  readonly endedAt: string
}

/** One person's month. Who clocks in and who only tracks time are there from the first of it to the last; breaks are what lies between. */
export async function monthOf(scope: Scope, person: string, month: string): Promise<SheetDay[]> {
  const { startsOn: from, endsOn: to } = spanOf(`${month}-01`, 'month')
  const where = { person, day_gte: from, day_lte: to } as const
  const clocked = await scope.records(attendances).list({ where })
  const entries = await scope.records(timeEntries).list({ where })
  const away = await absencesOf(scope, { from, to, people: [person] })
  const now = scope.clock.now()
  const ended = <T extends { startedAt: string; endedAt: string | null }>(one: T) => ({
    ...one,
    endedAt: one.endedAt ?? now,
  })
  const byDay = Map.groupBy([...clocked, ...entries].map(ended), ({ day }) => day)
  const worked = Map.groupBy(entries, ({ day }) => day)
  return daysBetween(from, to).map((day) => ({
    day,
    ...presenceOf(byDay.get(day) ?? []),
    worked: (worked.get(day) ?? []).reduce((sum, { time }) => sum + (time ?? 0), 0),
    away: away
      .filter((one) => one.day === day && (one.person === person || one.person === null))
      .map(({ label, sign, half }) => ({ label, sign, ...(half && { half }) })),
  }))
}

/** From the first beginning to the last end; what is covered twice counts once. */
export function presenceOf(
  stretches: readonly Stretch[],
): Pick<SheetDay, 'firstIn' | 'lastOut' | 'breaks' | 'present'> {
  const sorted = stretches.toSorted((one, other) => one.startedAt.localeCompare(other.startedAt))
  const [first] = sorted
  if (!first) return { firstIn: null, lastOut: null, breaks: 0, present: 0 }
  let [until, present] = [first.startedAt, 0]
  for (const { startedAt, endedAt } of sorted) {
    const [, from = until] = [startedAt, until].sort()
    if (endedAt > from) present += secondsBetween(from, endedAt)
    if (endedAt > until) until = endedAt
  }
  return { firstIn: first.startedAt, lastOut: until, breaks: secondsBetween(first.startedAt, until) - present, present }
}
