import { daysBetween, holidays, leaveKinds, leaveRequests } from '@guildhall/contract-leave'
import { type Absence, absences } from '@guildhall/contract-time-tracking'
import { contribute, type Scope } from '@guildhall/sdk'

interface Range {
  readonly from: string
  readonly to: string
  readonly people: readonly string[]
}

/** Who is away, and the days on which nobody works, for attendance sheets and the board. A kind is told to whom it may be told. */
export const away = contribute(absences, {
  name: 'leave',
  between: async (scope, range) => [...(await onLeave(scope, range)), ...(await closed(scope, range))],
})

async function onLeave(scope: Scope, { from, to, people }: Range): Promise<Absence[]> {
  const known = new Map((await scope.records(leaveKinds).list({ archived: 'with' })).map(({ id, name }) => [id, name]))
  const where = { person_in: people, status: 'approved', startsOn_lte: to, endsOn_gte: from } as const
  const found = await scope.records(leaveRequests).list({ where })
  return found.flatMap(({ person, kind, days, startsOn, endsOn, startsAtNoon }) => {
    // Fields that the reader may not read are not there.
    const label = known.get(kind ?? '') ?? scope.t('leave:slots.calendar.away')
    return (days ?? daysBetween(startsOn, endsOn).map((on) => ({ on, halves: 2, minutes: 0 })))
      .filter(({ on, halves, minutes }) => on >= from && on <= to && (halves > 0 || minutes > 0))
      .map(({ on, halves }) => ({
        person,
        day: on,
        ...(halves === 1 && { half: startsAtNoon && on === startsOn ? ('second' as const) : ('first' as const) }),
        label,
        sign: signOf(label),
      }))
  })
}

async function closed(scope: Scope, { from, to }: Range): Promise<Absence[]> {
  const found = await scope.records(holidays).list({ where: { on_gte: from, on_lte: to } })
  return found.map(({ on, name, part }) => ({
    person: null,
    day: on,
    ...(part !== 'whole' && { half: part === 'morning' ? ('first' as const) : ('second' as const) }),
    label: name,
    sign: scope.t('leave:holidaySign'),
  }))
}

/** The initials of its longer words: Concediu de odihnă is CO. */
const signOf = (label: string) =>
  label
    .split(/\s+/)
    .filter((word) => word.length > 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('')
    .slice(0, 3) || label.slice(0, 2).toUpperCase()
