import type { Beside, Condition, Definition, Measure, Metric, Part, Period } from '@guildhall/contract-reports'
import type { Scope } from '@guildhall/sdk'
import { severalCurrencies, unknownDataset } from '../errors.ts'
import { datasetsOf, metricsOf } from '../offers.ts'
import { type Catalogue, catalogueOf, type ReportField } from './fields.ts'
import { type Days, daysOf } from './period.ts'
import { inPeriod, periodOf } from './period-of.ts'

export interface Group {
  readonly field: ReportField
  readonly part: Part | null
}

export interface Figure {
  readonly label: string
  readonly of: NonNullable<Measure['of']> | 'metric'
  readonly field: ReportField | null
  readonly metric: (Metric & { readonly formula: Metric['versions'][number]['formula'] }) | null
}

/** Figures that judge people: the reader has his own, and others' of the records he may manage. */
export interface Judged {
  readonly person: ReportField
  /** `false` where somebody else is asked about. */
  readonly isOwn: boolean
}

/** A report judged for one reader: all that it names is there for him. */
export interface Plan {
  readonly catalogue: Catalogue
  readonly conditions: readonly Condition[]
  /** One of these is enough; none where all of the others do. */
  readonly any: readonly Condition[]
  /** Without a field it is only that of the figures beside the records. */
  readonly period: { readonly field: ReportField | null; readonly days: Days } | null
  readonly groups: readonly Group[]
  readonly figures: readonly Figure[]
  /** Of the records themselves, where there are no figures. */
  readonly columns: readonly ReportField[]
  /** What other datasets say of each record; `on` is the reference that leads there, if not the record itself. */
  readonly beside: readonly { readonly plan: Plan; readonly on: ReportField | null }[]
  readonly sort: Definition['sort'] | null
  readonly judged: Judged | null
  /** Sentences about what the reader sees less or otherwise than the report says. */
  readonly notes: readonly string[]
  /** A condition rests on what he may not read: nothing can be said to meet it. */
  readonly isClosed: boolean
}

export interface PlanOptions {
  /** Instead of the report's own. */
  readonly period?: Omit<Period, 'field'> | undefined
  /** Besides the report's own. */
  readonly conditions?: readonly Condition[] | undefined
}

/** @throws `reports.dataset_unknown` where the reader has none of it */
export function planOf(scope: Scope, definition: Definition, options: PlanOptions = {}): Plan {
  const dataset = datasetsOf(scope).find(({ id }) => id === definition.dataset)
  const catalogue = dataset && catalogueOf(scope, dataset)
  if (!dataset || !catalogue) throw unknownDataset()
  const hidden = new Set<string>()
  const find = (path: string): ReportField | null => {
    const field = catalogue.fields.get(path) ?? null
    if (!field) hidden.add(path)
    return field
  }
  const wantedPeriod = periodOf(definition, dataset.date, options.period)
  const days = wantedPeriod && daysOf(wantedPeriod, scope.clock.today(scope.tenant.zone))
  const conditions = [
    ...(dataset.conditions ?? []),
    ...(definition.conditions ?? []),
    ...(options.conditions ?? []),
  ].map((one) => inPeriod(one, days))
  const any = (definition.any ?? []).map((one) => inPeriod(one, days))
  const closedBy = [...conditions, ...any]
    .flatMap(({ field, other }) => [field, ...(other ? [other] : [])])
    .filter((path) => !find(path))
  const groups = (definition.groups ?? []).flatMap(({ field: path, part }) => {
    const field = find(path)
    const isTime = field?.kind === 'date' || field?.kind === 'instant'
    return field && isGroupable(field) ? [{ field, part: isTime ? (part ?? 'day') : null }] : []
  })
  const wanted = definition.measures ?? []
  const isAggregate = wanted.length > 0 || groups.length > 0
  const versions: string[] = []
  const figures = (wanted.length === 0 && isAggregate ? [{ of: 'count' as const }] : wanted).flatMap((measure) =>
    figuresOf(scope, catalogue, measure, find, versions),
  )
  const isMoney = ({ field }: Figure) => field?.kind === 'money'
  if (new Set(figures.filter(isMoney).map(({ field }) => field?.path)).size > 1) throw severalCurrencies()
  const columns = (definition.columns ?? dataset.columns ?? []).flatMap((path) => find(path) ?? [])
  const dated = wantedPeriod?.field === undefined ? null : find(wantedPeriod.field)
  const beside = isAggregate
    ? []
    : (definition.beside ?? []).flatMap((wish) => besideOf(scope, wish, wantedPeriod, find))
  if (!isAggregate && beside.length < (definition.beside ?? []).length) hidden.add('beside')
  return {
    catalogue,
    conditions,
    any,
    period: days && { field: dated, days },
    groups,
    figures,
    columns: isAggregate ? [] : columns,
    beside,
    sort: definition.sort ?? null,
    judged: judgedBy(scope, figures, conditions, find),
    notes: [
      ...(hidden.size > 0 ? [scope.t('reports:notes.hidden', { count: hidden.size })] : []),
      ...(closedBy.length > 0 ? [scope.t('reports:notes.closed')] : []),
      ...versions,
    ],
    isClosed: closedBy.length > 0 || (wantedPeriod?.field !== undefined && !dated),
  }
}

/** Nothing where the reader has none of it. */
function besideOf(
  scope: Scope,
  { dataset, by, on, measures, conditions = [], date, always = false }: Beside,
  period: Period | null,
  find: (path: string) => ReportField | null,
): Plan['beside'] {
  const offered = datasetsOf(scope).find(({ id }) => id === dataset)
  if (!offered || !catalogueOf(scope, offered)) return []
  const field = date ?? offered.date
  const dated = period && !always && field !== undefined ? { period: { ...period, field } } : {}
  const plan = planOf(scope, { dataset, conditions, measures, groups: [{ field: by }], ...dated })
  const [group] = plan.groups
  const link = on === undefined ? null : find(on)
  const isLinked = group !== undefined && isReference(group.field) && (on === undefined || link?.kind === 'ref')
  return isLinked && plan.figures.length === measures.length ? [{ plan, on: link }] : []
}

const isReference = ({ kind }: ReportField) => kind === 'ref' || kind === 'refs'

function judgedBy(
  scope: Scope,
  figures: readonly Figure[],
  conditions: readonly Condition[],
  find: (path: string) => ReportField | null,
): Judged | null {
  const path = figures.find(({ metric }) => metric?.person)?.metric?.person
  const person = path === undefined ? null : find(path)
  if (!person) return null
  const asked = conditions.filter(({ field }) => field === path)
  return { person, isOwn: asked.every(({ op, value }) => op === 'is' && (value === '$me' || value === scope.me)) }
}

/** What lines can be made of. */
export const isGroupable = ({ kind }: ReportField) => kind !== 'money' && kind !== 'decimal' && kind !== 'duration'

/** What can be reckoned with. */
export const isReckonable = ({ kind }: ReportField) =>
  kind === 'integer' || kind === 'decimal' || kind === 'duration' || kind === 'money'

function figuresOf(
  scope: Scope,
  catalogue: Catalogue,
  { of = 'count', field: path, metric: name, version, label }: Measure,
  find: (path: string) => ReportField | null,
  notes: string[],
): Figure[] {
  if (name !== undefined) {
    const metric = metricsOf(scope, catalogue.dataset.id).find(({ id }) => id === name)
    const latest = metric?.versions.at(-1)
    const chosen = metric?.versions.find((each) => each.version === version) ?? latest
    if (!metric || !latest || !chosen) return []
    if (pathsOf(chosen.formula).some((each) => !find(each))) return []
    if (chosen !== latest)
      notes.push(
        scope.t('reports:notes.version', { name: scope.t(metric.title), version: chosen.version, since: latest.since }),
      )
    return [
      {
        label: label ?? scope.t(metric.title),
        of: 'metric',
        field: null,
        metric: { ...metric, formula: chosen.formula },
      },
    ]
  }
  if (path === undefined)
    return [{ label: label ?? scope.t('reports:measures.count'), of: 'count', field: null, metric: null }]
  const field = find(path)
  if (!field || (of !== 'count' && !isReckonable(field))) return []
  return [{ label: label ?? scope.t(`reports:measures.${of}Of`, { name: field.label }), of, field, metric: null }]
}

function pathsOf(formula: Metric['versions'][number]['formula']): string[] {
  const conditions = 'share' in formula ? formula.share.flat() : formula.count
  return conditions.flatMap(({ field, other }) => [field, ...(other ? [other] : [])])
}
