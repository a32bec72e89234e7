import type { Money, RecordOf, Scope } from '@guildhall/sdk'
import { timeRates } from './rates.ts'

type Rate = Pick<RecordOf<typeof timeRates.fields>, 'person' | 'project' | 'startsOn' | 'rate'>

export interface RateQuestion {
  readonly person: string
  readonly project: string | null
  readonly day: string
}

/** The rate of an hour on a day; null where none was ever set. */
export async function rateFor(scope: Scope, question: RateQuestion): Promise<Money | null> {
  const known = await scope.asSystem('time-tracking.rate', (system) =>
    system.records(timeRates).list({
      where: { startsOn_lte: question.day, $or: [{ person: question.person }, { person_null: true }] },
      sort: ['startsOn', 'DESC'],
    }),
  )
  return mostSpecific(known, question)
}

/** Of this person on this project, else of the project, else of the person, else of everybody; of each the latest that has begun. */
export function mostSpecific(rates: readonly Rate[], { person, project, day }: RateQuestion): Money | null {
  const fits = (rate: Rate, ofPerson: boolean, ofProject: boolean) =>
    rate.startsOn <= day &&
    rate.person === (ofPerson ? person : null) &&
    (ofProject ? project !== null && rate.project === project : !rate.project)
  const latest = (ofPerson: boolean, ofProject: boolean) =>
    rates
      .filter((rate) => fits(rate, ofPerson, ofProject))
      .reduce<Rate | null>((best, rate) => (best && best.startsOn >= rate.startsOn ? best : rate), null)
  const found = latest(true, true) ?? latest(false, true) ?? latest(true, false) ?? latest(false, false)
  return found?.rate ?? null
}
