import type { Cell, Scope } from '@guildhall/sdk'
import type { ReportField } from './fields.ts'
import { daysOfPart } from './period.ts'
import type { Figure, Group, Plan } from './plan.ts'

/** A column of what a report shows. */
export interface ResultColumn {
  readonly label: string
  readonly isFigure: boolean
  /** Percent, money and durations are told by their cells' form; a chart needs to know which it draws. */
  readonly unit: 'text' | 'number' | 'money' | 'duration' | 'percent'
  readonly scale: number
}

export interface ResultLine {
  readonly cells: readonly Cell[]
  /** What it stands for, to ask for its records: a key for each group. */
  readonly keys: readonly (string | null)[]
  readonly isTotal: boolean
  /** Of a record. */
  readonly id?: string
}

export type RawLine = Readonly<Record<string, string | number | boolean | null>>

export const columnsOfPlan = (scope: Scope, plan: Plan): ResultColumn[] => {
  const text = (label: string): ResultColumn => ({ label, isFigure: false, unit: 'text', scale: 0 })
  if (plan.figures.length === 0)
    return [
      ...plan.columns.map(fieldColumn),
      ...plan.beside.flatMap(({ plan: { figures } }) => figures.map((figure) => figureColumn(scope, figure))),
    ]
  return [
    ...plan.groups.map(({ field }) => text(field.label)),
    ...(hasMoney(plan) ? [text(scope.t('reports:currency'))] : []),
    ...plan.figures.map((figure) => figureColumn(scope, figure)),
  ]
}

/** A line of figures as the reader sees it. */
export function lineOf(scope: Scope, plan: Plan, raw: RawLine): ResultLine {
  const isTotal = raw.is_total === true
  const currency = textOf(raw.currency)
  const keys = plan.groups.map((_, at) => textOf(raw[`g${at}`]))
  const groups = plan.groups.map((group, at): Cell => {
    if (isTotal) return at === 0 ? { kind: 'plain', text: scope.t('reports:total') } : null
    return groupCell(scope, group, keys[at] ?? null, textOf(raw[`g${at}_name`]))
  })
  const figures = plan.figures.map((figure, at) => figureCell(scope, figure, raw, at, currency))
  const money: Cell[] = hasMoney(plan) ? [currency ? { kind: 'plain', text: currency } : null] : []
  return { cells: [...groups, ...money, ...figures], keys: isTotal ? [] : keys, isTotal }
}

/** A record as a line; `beside` has the figures of each other dataset by where they belong. */
export function rowOf(
  scope: Scope,
  plan: Plan,
  raw: RawLine,
  beside: readonly ReadonlyMap<string, readonly Cell[]>[],
): ResultLine {
  const own = plan.columns.map((field, at) =>
    fieldCell(scope, field, raw[`c${at}`] ?? null, textOf(raw[`c${at}_more`])),
  )
  const others = plan.beside.flatMap(
    ({ plan: { figures } }, at) => beside[at]?.get(String(raw[`b${at}`])) ?? figures.map(nothingOf),
  )
  return { cells: [...own, ...others], keys: [], isTotal: false, id: String(raw.id) }
}

/** Where there is no record to reckon with, there are none of them; of what else is reckoned nothing can be said. */
const nothingOf = ({ of, metric }: Figure): Cell =>
  (metric && !('share' in metric.formula)) || (!metric && of === 'count')
    ? { kind: 'number', value: 0, scale: 0 }
    : null

export const hasMoney = ({ figures }: Plan) => figures.some(({ field }) => field?.kind === 'money')

function figureColumn(scope: Scope, { label, of, field, metric }: Figure): ResultColumn {
  if (metric) {
    const isShare = 'share' in metric.formula
    return isShare
      ? { label: scope.t('reports:percent', { name: label }), isFigure: true, unit: 'percent', scale: 1 }
      : { label, isFigure: true, unit: 'number', scale: 0 }
  }
  if (!field || of === 'count') return { label, isFigure: true, unit: 'number', scale: 0 }
  const { unit, scale } = fieldColumn(field)
  return { label, isFigure: true, unit, scale: of === 'avg' && field.kind === 'integer' ? 2 : scale }
}

function fieldColumn({ label, kind, scale = 2 }: ReportField): ResultColumn {
  const unit =
    kind === 'money' || kind === 'duration' ? kind : kind === 'integer' || kind === 'decimal' ? 'number' : 'text'
  return { label, isFigure: unit !== 'text', unit, scale: kind === 'decimal' ? scale : 0 }
}

function figureCell(scope: Scope, figure: Figure, raw: RawLine, at: number, currency: string | null): Cell {
  const { metric, field, of } = figure
  const given = raw[`f${at}`]
  if (metric) {
    const base = 'share' in metric.formula ? Number(raw[`f${at}_of`]) : Number(given)
    if (base < (metric.least ?? 0)) return { kind: 'plain', text: scope.t('reports:tooFew') }
    if (!('share' in metric.formula)) return { kind: 'number', value: Number(given), scale: 0 }
    return base === 0 ? null : { kind: 'number', value: Math.round((Number(given) / base) * 1000) / 10, scale: 1 }
  }
  if (given === null || given === undefined) return null
  const { scale } = figureColumn(scope, figure)
  if (of === 'count' || !field) return { kind: 'number', value: Number(given), scale: 0 }
  if (field.kind === 'money') return currency ? { kind: 'money', amount: Math.round(Number(given)), currency } : null
  if (field.kind === 'duration') return { kind: 'duration', seconds: Math.round(Number(given)) }
  return { kind: 'number', value: Number(given), scale }
}

function groupCell(scope: Scope, { field, part }: Group, key: string | null, name: string | null): Cell {
  if (key === null) return { kind: 'plain', text: scope.t('reports:none') }
  if (part) return part === 'day' ? { kind: 'date', text: key } : { kind: 'plain', text: partText(scope, part, key) }
  if (field.kind === 'ref' || field.kind === 'refs')
    return name === null ? { kind: 'plain', text: scope.t('reports:unnamed') } : { kind: 'text', text: name }
  return fieldCell(scope, field, key, null)
}

function fieldCell(scope: Scope, field: ReportField, value: RawLine[string], more: string | null): Cell {
  if (value === null || value === undefined) return null
  switch (field.kind) {
    case 'integer':
      return { kind: 'number', value: Number(value), scale: 0 }
    case 'decimal':
      return { kind: 'number', value: Number(value), scale: field.scale ?? 2 }
    case 'duration':
      return { kind: 'duration', seconds: Number(value) }
    case 'money':
      return more ? { kind: 'money', amount: Number(value), currency: more } : null
    case 'boolean':
      return { kind: 'plain', text: scope.t(value === true || value === 'true' ? 'reports:yes' : 'reports:no') }
    case 'date':
    case 'instant':
      return { kind: field.kind, text: String(value) }
    case 'enumeration':
    case 'state':
      return { kind: 'text', text: field.values?.find((each) => each.value === value)?.label ?? String(value) }
    case 'ref':
      return more === null ? { kind: 'plain', text: scope.t('reports:unnamed') } : { kind: 'text', text: more }
    default:
      return { kind: 'text', text: String(value) }
  }
}

/** A calendar part by its first day: "March 2026", "Q1 2026", "2–8 March 2026". */
function partText(scope: Scope, part: string, start: string): string {
  const form = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(scope.language, { timeZone: 'UTC', ...options })
  const at = new Date(`${start}T00:00:00Z`)
  switch (part) {
    case 'month':
      return scope.format('capitalized', form({ month: 'long', year: 'numeric' }).format(at))
    case 'quarter':
      return scope.t('reports:quarter', { quarter: Math.floor(at.getUTCMonth() / 3) + 1, year: at.getUTCFullYear() })
    case 'week': {
      const { to } = daysOfPart('week', start)
      return form({ day: 'numeric', month: 'short', year: 'numeric' }).formatRange(at, new Date(`${to}T00:00:00Z`))
    }
    default:
      return String(at.getUTCFullYear())
  }
}

/** A cell as the reader reads it; the same words on the screen and on paper. */
export function cellText(scope: Scope, cell: Cell): string {
  if (!cell) return ''
  switch (cell.kind) {
    case 'number':
      return scope.format('number', cell.value, { digits: cell.scale })
    case 'money':
      return scope.format('money', cell)
    case 'duration':
      return scope.format('duration', cell.seconds)
    case 'date':
      return scope.format('date', cell.text, { dateStyle: 'medium' })
    case 'instant':
      return scope.format('instant', cell.text)
    case 'boolean':
      return String(cell.value)
    default:
      return cell.text
  }
}

const textOf = (value: RawLine[string] | undefined): string | null =>
  value === null || value === undefined ? null : String(value)
