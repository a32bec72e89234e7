import { timeEntries } from '@guildhall/contract-time-tracking'
import type { JobDefinition, Money, RecordOf, Scope } from '@guildhall/sdk'
import { addDays, daysBetween } from '../calendar.ts'
import { costOf } from '../entries/figures.ts'
import { settingOf } from '../settings.ts'
import { mostSpecific } from './cascade.ts'
import { timeRates } from './rates.ts'

type Entry = RecordOf<typeof timeEntries.fields>
/** The work of a rate that is over, and on no invoice. */
const openWork = ({ person, project }: Pick<RecordOf<typeof timeRates.fields>, 'person' | 'project'>) =>
  ({ endedAt_null: false, billedAt_null: true, ...(person && { person }), ...(project && { project }) }) as {
    readonly endedAt_null: false
    readonly billedAt_null: true
  }

const atOnce = 500

/**
 * What was worked since a rate begins costs what the rates say now. What is billed or behind the lock stays as it is, and what stands right
 * already has no line in its history. Each day is a transaction of its own, so that whoever works meanwhile waits for nobody.
 */
export const reprice: JobDefinition = {
  async steps(work) {
    const { rate } = work.data as { readonly rate: string }
    const span = await work.within((scope) => openDaysOf(scope, rate))
    if (!span) return
    for (const [at, day] of span.days.entries()) {
      await work.within((scope) => repriceDay(scope, { ...span.of, day }))
      await work.progress(at + 1, span.days.length)
      await work.giveWay()
    }
  },
}

async function openDaysOf(
  scope: Scope,
  id: string,
): Promise<{ of: ReturnType<typeof openWork>; days: readonly string[] } | null> {
  const rate = await scope.records(timeRates).find(id)
  if (!rate) return null
  const of = openWork(rate)
  const lockedUntil = settingOf<string | null>(scope, 'lockedUntil')
  const from = lockedUntil && lockedUntil >= rate.startsOn ? addDays(lockedUntil, 1) : rate.startsOn
  const entries = scope.records(timeEntries)
  const first = await entries.first({ where: { ...of, day_gte: from }, sort: ['day', 'ASC'] })
  const last = await entries.first({ where: { ...of, day_gte: from }, sort: ['day', 'DESC'] })
  return { of, days: first?.day && last?.day ? daysBetween(first.day, last.day) : [] }
}

async function repriceDay(scope: Scope, where: ReturnType<typeof openWork> & { readonly day: string }): Promise<void> {
  const rates = await scope.records(timeRates).list({ where: { startsOn_lte: where.day }, sort: ['startsOn', 'DESC'] })
  for (let offset = 0; ; offset += atOnce) {
    const entries = await scope.records(timeEntries).list({ where, sort: ['id', 'ASC'], limit: atOnce, offset })
    for (const entry of entries) await repriceOne(scope, entry, mostSpecific(rates, { ...entry, day: where.day }))
    if (entries.length < atOnce) return
  }
}

async function repriceOne(scope: Scope, entry: Entry, rate: Money | null): Promise<void> {
  const amount = costOf({ billable: entry.billable, time: entry.time ?? 0 }, rate)
  if (isSame(entry.rate, rate) && isSame(entry.amount, amount)) return
  await scope.records(timeEntries).update(entry.id, { rate, amount }, { version: entry.version })
}

const isSame = (one: Money | null, other: Money | null) =>
  one?.amount === other?.amount && one?.currency === other?.currency
