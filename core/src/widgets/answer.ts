import type { Context } from '../records/context.ts'
import type { Engine } from '../records/engine.ts'
import type { ResourceModel } from '../records/model.ts'
import { countBound, present, selectList } from '../records/read.ts'
import { readApart } from '../records/read-apart.ts'
import { type Measure, measure } from './measure.ts'
import type { Stretch } from './periods.ts'
import { both, datedBy, during, type Question, stretchesOf } from './question.ts'

/** One line of numbers, one for each point or part; one line for each currency where it is money. */
export interface Series {
  readonly currency: string | null
  readonly values: readonly number[]
}

/** Reckons a widget for its reader, in one round trip. */
export async function answer(engine: Engine, context: Context, question: Question): Promise<object> {
  const base = { kind: question.kind, resource: question.model.name, where: question.where }
  switch (question.kind) {
    case 'list':
      return { ...base, ...(await answerList(engine, context, question)) }
    case 'chart':
      return { ...base, ...(await answerChart(engine, context, question)) }
    case 'trend':
      return { ...base, ...(await answerTrend(engine, context, question)) }
    default:
      return { ...base, ...(await answerFigure(engine, context, question)) }
  }
}

type Of<K extends Question['kind']> = Extract<Question, { kind: K }>

async function answerList(engine: Engine, context: Context, { model, where, widget }: Of<'list'>) {
  const { sort, limit = 10, fields } = widget
  const statements = selectList(context, model, { where, limit: Math.min(limit, 50), ...(sort && { sort }) })
  const [page, total] = await readApart(engine, context, [statements.rows, statements.total()])
  const shown = fields ?? (model.definition.views as { list?: readonly string[] } | undefined)?.list ?? []
  return {
    ...(sort && { sort }),
    fields: shown.filter((name) => name !== model.title && isReadable(context, model, name)).slice(0, fields ? 4 : 2),
    records: page.rows.map((row) => present(context, model, row)),
    ...bounded(total.rows[0] ?? 0),
  }
}

async function answerFigure(engine: Engine, context: Context, question: Of<'count'> | Of<'sum'>) {
  const { model, where, widget } = question
  const { zone } = context.tenant
  const of = question.kind === 'sum' ? question.of : undefined
  const [before, now] = stretchesOf(question, context)
  if (!before || !now) {
    if (!of) {
      const total = selectList(context, model, { where }).total()
      const [{ rows }] = await readApart(engine, context, [total])
      return bounded(rows[0] ?? 0)
    }
    const measures = await read(engine, context, model, { where, of })
    return { of: of.name, unit: of.kind, series: seriesOf(measures, [() => true], true) }
  }
  const asked = both(where, during(question, { from: before.from, to: now.to }, zone))
  const measures = await read(engine, context, model, { where: asked, of, day: datedBy(question) })
  const series = seriesOf(measures, [within(now), within(before)], of !== undefined)
  return {
    where: both(where, during(question, now, zone)),
    each: widget.each ?? 'month',
    period: now,
    ...(of
      ? { of: of.name, unit: of.kind, series }
      : { count: series[0]?.values[0] ?? 0, previous: series[0]?.values[1] ?? 0, exact: true }),
  }
}

async function answerTrend(engine: Engine, context: Context, question: Of<'trend'>) {
  const { model, where, of, widget } = question
  const { zone } = context.tenant
  const stretches = stretchesOf(question, context)
  const whole = { from: stretches[0]?.from ?? '', to: stretches.at(-1)?.to ?? '' }
  const asked = both(where, during(question, whole, zone))
  const measures = await read(engine, context, model, { where: asked, of, day: datedBy(question) })
  return {
    where: asked,
    each: widget.each ?? 'week',
    ...(of && { of: of.name, unit: of.kind }),
    points: stretches.map((stretch) => ({ ...stretch, where: both(where, during(question, stretch, zone)) })),
    series: seriesOf(measures, stretches.map(within), of !== undefined),
  }
}

async function answerChart(engine: Engine, context: Context, question: Of<'chart'>) {
  const { model, where, of, by, target, widget } = question
  const isVisible = target !== undefined && context.plugins.has(target.plugin)
  const measures = await read(engine, context, model, {
    where,
    of,
    by,
    ...(isVisible && { target }),
    ...(by.kind === 'ref' && { most: Math.min(Math.max(widget.limit ?? 8, 1), 30) }),
  })
  const values = by.kind === 'boolean' ? ['true', 'false'] : (by.definition.values ?? [])
  const found = measures.filter(({ isRest }) => !isRest).map(({ part }) => part)
  // Values stand in the order they were declared in, records in that of their weight; what has none stands last.
  const parts = [...new Set([...values, ...found.filter((part) => part !== null), ...found])]
  const labels = new Map(measures.map(({ part, label }) => [part, label]))
  const asked = question.widget.where ?? {}
  return {
    where: asked,
    by: by.name,
    as: widget.as ?? 'bar',
    ...(of && { of: of.name, unit: of.kind }),
    ...(target && { target: target.name }),
    parts: [
      ...parts.map((part) => ({
        value: part,
        label: labels.get(part) ?? null,
        where: both(asked, part === null ? { [`${by.name}_null`]: true } : { [by.name]: partValue(by.kind, part) }),
      })),
      ...(measures.some(({ isRest }) => isRest) ? [{ value: null, label: null, isRest: true }] : []),
    ],
    series: seriesOf(
      measures,
      [
        ...parts.map((part) => (each: Measure) => !each.isRest && each.part === part),
        ...(measures.some(({ isRest }) => isRest) ? [(each: Measure) => each.isRest] : []),
      ],
      of !== undefined,
    ),
  }
}

const partValue = (kind: string, part: string) => (kind === 'boolean' ? part === 'true' : part)

async function read(engine: Engine, context: Context, model: ResourceModel, options: Parameters<typeof measure>[2]) {
  const [{ rows }] = await readApart(engine, context, [measure(context, model, options)])
  return rows
}

type Belongs = (measure: Measure) => boolean

const within =
  ({ from, to }: Stretch): Belongs =>
  ({ part }) =>
    part !== null && part >= from && part < to

/** What falls into each of the places, a line for each currency. Where nothing was found there is one line of zeros. */
function seriesOf(measures: readonly Measure[], places: readonly Belongs[], isSum: boolean): Series[] {
  const currencies = [...new Set(measures.map(({ currency }) => currency))].sort()
  return (currencies.length > 0 ? currencies : [null]).map((currency) => {
    const own = measures.filter((each) => each.currency === currency)
    const amount = (belongs: Belongs) =>
      own.filter(belongs).reduce((total, { count, sum }) => total + (isSum ? (sum ?? 0) : count), 0)
    return { currency, values: places.map(amount) }
  })
}

function isReadable({ plan }: Context, model: ResourceModel, name: string): boolean {
  return plan.filter(model.name, { [`${name}_null`]: false }).problems.length === 0
}

const bounded = (count: number) => ({ count: Math.min(count, countBound), exact: count <= countBound })
