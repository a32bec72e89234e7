import type { Condition, Definition, Metric } from '@guildhall/contract-reports'
import type { Scope } from '@guildhall/sdk'
import { unknownPerson } from '../errors.ts'
import { datasetsOf, metricsOf } from '../offers.ts'
import { amountOf } from '../output/amount.ts'
import { catalogueOf } from '../query/fields.ts'
import { type Days, lastParts } from '../query/period.ts'
import { cellText } from '../query/result.ts'
import { runReport } from '../query/run.ts'
import { stretchesOf, versionOn } from './versions.ts'

export interface Point extends Days {
  readonly text: string
  readonly value: number | null
  readonly version: number
}

export interface ShownFigure {
  readonly id: string
  readonly label: string
  /** How it is reckoned now, in words. */
  readonly formula: string
  readonly version: number
  readonly since: string
  readonly unit: 'percent' | 'number'
  /** The running period last. */
  readonly points: readonly Point[]
  /** The records of the running period that it is reckoned from. */
  readonly behind: Definition
}

export type Each = 'week' | 'month'
type Offered = ReturnType<typeof metricsOf>[number]
const howMany: Readonly<Record<Each, number>> = { week: 12, month: 12 }

/**
 * The figures that plugins offer, as the reader may see them, period by period up to the running one.
 *
 * @param person Of whom: those that judge people; those of the business unless given
 * @throws `reports.person_unknown` for somebody of whom the reader may know nothing
 */
export async function figuresOf(scope: Scope, each: Each, person: string | null): Promise<ShownFigure[]> {
  const periods = lastParts(each, howMany[each], scope.clock.today(scope.tenant.zone))
  const shown: ShownFigure[] = []
  let records = 0
  for (const dataset of datasetsOf(scope)) {
    const catalogue = catalogueOf(scope, dataset)
    const { date } = dataset
    if (!catalogue || !date || !catalogue.fields.has(date)) continue
    for (const metric of metricsOf(scope, dataset.id)) {
      const about = aboutWhom(metric, person)
      if (!about) continue
      const { points, counted } = await pointsOf(scope, metric, { each, date, periods, about })
      records += counted
      shown.push(described(scope, metric, { points, date, about, columns: dataset.columns ?? [] }))
    }
  }
  if (person !== null && person !== scope.me && records === 0) throw unknownPerson()
  return shown
}

/** What narrows a figure to a person; null for a figure that is not asked about him, or judges people where all are meant. */
function aboutWhom({ person: field }: Metric, person: string | null): Condition[] | null {
  if (person === null) return field === undefined ? [] : null
  return field === undefined ? null : [{ field, op: 'is', value: person }]
}

interface Asked {
  readonly each: Each
  readonly date: string
  readonly periods: readonly Days[]
  readonly about: Condition[]
}

async function pointsOf(scope: Scope, metric: Offered, { each, date, periods, about }: Asked) {
  const points: Point[] = []
  let counted = 0
  for (const { version, periods: of } of stretchesOf(metric, periods)) {
    const { lines } = await runReport(scope, {
      dataset: metric.dataset,
      conditions: about,
      period: { field: date, range: 'between', from: of[0]?.from ?? '', to: of.at(-1)?.to ?? '' },
      groups: [{ field: date, part: each }],
      measures: [{ metric: metric.id, version: version.version }, { of: 'count' }],
    })
    for (const { from, to } of of) {
      const cells = lines.find(({ keys: [key] }) => key === from)?.cells
      const [, value = null, number = null] = cells ?? []
      counted += amountOf(number) ?? 0
      points.push({ from, to, text: cellText(scope, value), value: amountOf(value), version: version.version })
    }
  }
  return { points, counted }
}

interface Drawn {
  readonly points: readonly Point[]
  readonly date: string
  readonly about: readonly Condition[]
  readonly columns: readonly string[]
}

function described(scope: Scope, metric: Offered, { points, date, about, columns }: Drawn): ShownFigure {
  const running = points.at(-1)
  const { version, since, formula, tells } = versionOn(metric, running?.from ?? '')
  const isShare = 'share' in formula
  const conditions = isShare ? formula.share[1] : formula.count
  const judgedBy = (isShare ? formula.share.flat() : formula.count).flatMap(({ field, other }) => [
    field,
    other ?? field,
  ])
  return {
    id: metric.id,
    label: scope.t(metric.title),
    formula: scope.t(tells),
    version,
    since,
    unit: isShare ? 'percent' : 'number',
    points,
    behind: {
      dataset: metric.dataset,
      conditions: [...conditions, ...about],
      period: { field: date, range: 'between', from: running?.from ?? '', to: running?.to ?? '' },
      columns: [...new Set([...columns, date, ...judgedBy])],
    },
  }
}
