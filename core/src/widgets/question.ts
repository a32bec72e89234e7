import type { ChartWidget, CountWidget, ListWidget, SumWidget, TrendWidget, WidgetDefinition } from '@guildhall/sdk'
import type { Context } from '../records/context.ts'
import type { FieldModel, Registry, ResourceModel } from '../records/model.ts'
import { snakeCase } from '../records/names.ts'
import { beginningOf, lastPeriods, type Stretch, sameDaysBefore } from './periods.ts'

type Where = Readonly<Record<string, unknown>>

/** A widget as what it asks of the records: read once, the same whether it is offered, answered or checked. */
export type Question = { readonly model: ResourceModel; readonly where: Where } & (
  | { readonly kind: 'count'; readonly widget: CountWidget }
  | { readonly kind: 'sum'; readonly widget: SumWidget; readonly of: FieldModel }
  | { readonly kind: 'list'; readonly widget: ListWidget }
  | { readonly kind: 'trend'; readonly widget: TrendWidget; readonly of: FieldModel | undefined }
  | {
      readonly kind: 'chart'
      readonly widget: ChartWidget
      readonly of: FieldModel | undefined
      readonly by: FieldModel
      readonly target: ResourceModel | undefined
    }
)

export type Kind = Question['kind']

export function resourceOf(widget: WidgetDefinition): string {
  if ('count' in widget) return widget.count.name
  if ('sum' in widget) return widget.sum.name
  if ('list' in widget) return widget.list.name
  return 'trend' in widget ? widget.trend.name : widget.chart.name
}

/** @returns undefined where its resource or a field is not there */
export function questionOf(registry: Registry, widget: WidgetDefinition): Question | undefined {
  const model = registry.models.get(resourceOf(widget))
  if (!model) return undefined
  const of = 'of' in widget && widget.of !== undefined ? model.fields.get(widget.of) : undefined
  // What has no value to be added up counts for nothing, and neither does a value that the reader may not see.
  const where = { ...widget.where, ...(of && { [`${of.name}_null`]: false }) }
  if ('count' in widget) return { kind: 'count', widget, model, where }
  if ('list' in widget) return { kind: 'list', widget, model, where }
  if ('sum' in widget) return of && { kind: 'sum', widget, model, where, of }
  if ('trend' in widget) return { kind: 'trend', widget, model, where, of }
  const by = model.fields.get(widget.by)
  if (!by) return undefined
  const target = by.kind === 'ref' ? registry.models.get(by.definition.target ?? '') : undefined
  return { kind: 'chart', widget, model, where: both(where, visible(by.name)), of, by, target }
}

/** Holds of every record whose value the reader may see, none included: a comparison with what is hidden never holds. */
const visible = (field: string): Where => ({ $or: [{ [`${field}_null`]: true }, { [`${field}_null`]: false }] })

/** Two conditions as one that is easily read. */
export function both(one: Where, other: Where): Where {
  const isPlain = Object.keys(other).every((key) => !(key in one))
  return isPlain ? { ...one, ...other } : { $and: [one, other] }
}

/** The date a widget goes by. */
export function datedBy({ model, widget }: Question): { column: string; isInstant: boolean } | undefined {
  const name = 'date' in widget ? widget.date : undefined
  if (name === undefined) return undefined
  return { column: snakeCase(name), isInstant: model.fields.get(name)?.kind !== 'date' }
}

/** The records of some days, as the list is asked for them. */
export function during({ widget, model }: Question, { from, to }: Stretch, zone: string): Where {
  const name = 'date' in widget ? (widget.date ?? '') : ''
  const isDay = model.fields.get(name)?.kind === 'date'
  const at = (day: string) => (isDay ? day : beginningOf(day, zone))
  return { [`${name}_gte`]: at(from), [`${name}_lt`]: at(to) }
}

/** The stretches a widget speaks of, the present one last; of a figure the same days of the period before stand first. */
export function stretchesOf({ kind, widget }: Question, { tenant, clock }: Context): Stretch[] {
  const today = clock.today(tenant.zone)
  if (kind === 'trend') {
    const { each = 'week', periods = 12 } = widget
    return lastPeriods(today, each, Math.min(Math.max(periods, 1), 60), tenant.weekStart)
  }
  if ((kind === 'count' || kind === 'sum') && widget.date !== undefined) {
    const [before, present] = lastPeriods(today, widget.each ?? 'month', 2, tenant.weekStart)
    return before && present ? [sameDaysBefore(before, present, today), present] : []
  }
  return []
}
