import { staff } from '@guildhall/contract-directory'
import {
  type DayOff,
  daysBetween,
  holidays,
  leaveKinds,
  type leaveRequests,
  reckonDay,
} from '@guildhall/contract-leave'
import { type DraftOf, defineError, type Scope } from '@guildhall/sdk'
import { Temporal } from 'temporal-polyfill'
import { quantityOf, takenOf } from '../kinds/measure.ts'
import { leaveAccounts } from '../ledger/accounts.ts'

export type Asked = DraftOf<typeof leaveRequests.fields>

export const backwards = defineError('leave.ends_before_start', 422)
export const tooLong = defineError('leave.too_long', 422)
export const nothingToTake = defineError('leave.nothing_to_take', 422)
export const wholeDaysOnly = defineError('leave.whole_days_only', 422)
export const hoursOfOneDay = defineError('leave.hours_of_one_day', 422)
export const kindArchived = defineError('leave.kind_archived', 422)

/** What an absence takes, day by day, by the person's schedule and holidays, and from when to when it is. */
export async function reckon(scope: Scope, next: Readonly<Asked>): Promise<Partial<Asked>> {
  return scope.asSystem('leave.reckon', async (system) => {
    const kind = await system.records(leaveKinds).get(next.kind)
    if (kind.archivedAt) throw kindArchived({}, [{ path: 'kind', code: kindArchived.code }])
    judge(next, kind.unit)
    const { startsAt, endsAt } = spanOf(next, scope.tenant.zone)
    if (endsAt <= startsAt) throw backwards({}, [{ path: 'endsOn', code: backwards.code }])
    const schedule = (await system.records(staff).first({ where: { person: next.person } }))?.schedule ?? []
    const off = await holidaysOf(system, next.person, next.startsOn, next.endsOn)
    const days = daysBetween(next.startsOn, next.endsOn)
      .map((on) => ({ on, ...reckonDay(on, next, schedule, off) }))
      .filter(({ minutes, halves }) => minutes > 0 || halves > 0)
    const amount = days.reduce((sum, day) => sum + takenOf(day, kind.unit), 0)
    if (amount === 0) throw nothingToTake({}, [{ path: 'endsOn', code: nothingToTake.code }])
    return { days, amount, quantity: quantityOf(amount, kind.unit), startsAt, endsAt }
  })
}

function judge(next: Readonly<Asked>, unit: string): void {
  if (next.endsOn < next.startsOn) throw backwards({}, [{ path: 'endsOn', code: backwards.code }])
  if (daysBetween(next.startsOn, next.endsOn).length > 366) throw tooLong({}, [{ path: 'endsOn', code: tooLong.code }])
  if (unit === 'days' && (next.startsAtNoon || next.endsAtNoon))
    throw wholeDaysOnly({}, [{ path: next.startsAtNoon ? 'startsAtNoon' : 'endsAtNoon', code: wholeDaysOnly.code }])
  const hasHours = next.fromTime !== null || next.toTime !== null
  const mayHaveHours = unit === 'hours' && next.startsOn === next.endsOn && next.fromTime && next.toTime
  if (hasHours && !mayHaveHours) throw hoursOfOneDay({}, [{ path: 'fromTime', code: hoursOfOneDay.code }])
}

/** From when to when, as instants. Noon parts a morning from an afternoon, whatever hours somebody works. */
export function spanOf(
  { startsOn, endsOn, startsAtNoon, endsAtNoon, fromTime, toTime }: Readonly<Asked>,
  zone: string,
): { startsAt: string; endsAt: string } {
  const at = (day: string, time: string) =>
    Temporal.PlainDateTime.from(`${day}T${time}`)
      .toZonedDateTime(zone)
      .toInstant()
      .toString({ fractionalSecondDigits: 3 })
  const after = Temporal.PlainDate.from(endsOn).add({ days: 1 }).toString()
  return {
    startsAt: at(startsOn, fromTime ?? (startsAtNoon ? '12:00' : '00:00')),
    endsAt: toTime ? at(endsOn, toTime) : endsAtNoon ? at(endsOn, '12:00') : at(after, '00:00'),
  }
}

/** The holidays that a person has: those for everybody, and those of his country and region. */
export async function holidaysOf(system: Scope, person: string, from: string, to: string): Promise<DayOff[]> {
  const account = await system.records(leaveAccounts).first({ where: { person } })
  const found = await system.records(holidays).list({ where: { on_gte: from, on_lte: to }, sort: ['on', 'ASC'] })
  return found.filter((holiday) => isFor(holiday, placeOf(system, account)))
}

interface Place {
  readonly country: string | null
  readonly region: string | null
}

/** Where a person's holidays are kept: as his account says, else as the business does. */
export function placeOf(scope: Scope, account: Place | null): Place {
  const own = (name: string) => scope.setting<string | null>('leave', name) ?? null
  return account?.country ? account : { country: own('country'), region: account?.region ?? own('region') }
}

export const isFor = (holiday: Place, place: Place) =>
  (!holiday.country || !place.country || holiday.country === place.country) &&
  (!holiday.region || holiday.region === place.region)
