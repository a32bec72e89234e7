import { majorUnits } from '@guildhall/sdk/formats'
import { isNever } from '../../access/condition.ts'
import type { WireRecord } from '../../records/codec.ts'
import type { Context } from '../../records/context.ts'
import { wireValue } from '../../records/custom/wire.ts'
import { badQuery } from '../../records/errors.ts'
import type { FieldModel, ResourceModel } from '../../records/model.ts'
import { escapeFormula } from './csv.ts'

/** What the references of a portion are called: `projects/<id>` → name. */
export type Names = ReadonlyMap<string, string>

export interface Column {
  readonly label: string
  readonly cell: (record: WireRecord, names: Names) => string
  /** The resource whose records' names it shows, and the field that points there. */
  readonly refersTo?: { readonly field: string; readonly target: ResourceModel }
}

/** What of a record goes into the file. A field the reader may never read has no column at all. */
export function columnsFor(context: Context, model: ResourceModel, wanted: readonly string[] | null): Column[] {
  const isOpen = (name: string) => !isNever(context.plan.condition(model.name, 'read', name))
  const all = [
    'id',
    ...[...model.fields.values()].filter(({ kind }) => kind !== 'many').map(({ name }) => name),
    'createdAt',
    'updatedAt',
  ]
  const open = all.filter(isOpen)
  const unknown = wanted?.filter((name) => !open.includes(name)) ?? []
  if (unknown.length > 0)
    throw badQuery(
      {},
      unknown.map((field) => ({
        path: 'fields',
        code: 'access.field_unknown',
        params: { field, resource: model.name },
      })),
    )
  return (wanted ?? open).flatMap((name) => columnsOf(context, model, name))
}

function columnsOf(context: Context, model: ResourceModel, name: string): Column[] {
  const field = model.fields.get(name)
  const { translate } = context
  const { registry } = context.plan
  const label = translate.field(model.name, name)
  if (!field) return [{ label, cell: (record) => escapeFormula(text(record[name])) }]
  const target = field.definition.target ? registry.models.get(field.definition.target) : undefined
  if (target?.title && context.plugins.has(target.plugin) && context.plan.has(target.name, 'read')) {
    const idLabel = `${label} (${translate.field(model.name, 'id')})`
    const called = (record: WireRecord, names: Names) =>
      listOf(wireValue(record, name))
        .map((id) => names.get(`${target.name}/${id}`) ?? '')
        .filter(Boolean)
        .join('; ')
    return [
      { label, cell: (record, names) => escapeFormula(called(record, names)), refersTo: { field: name, target } },
      { label: idLabel, cell: (record) => listOf(wireValue(record, name)).join('; ') },
    ]
  }
  if (field.kind === 'money')
    return [
      { label, cell: (record) => majorOf(wireValue(record, name)) },
      {
        label: `${label} (${translate('core:export.currency')})`,
        cell: (record) => currencyOf(wireValue(record, name)),
      },
    ]
  return [{ label, cell: (record) => written(context, model, field, wireValue(record, name)) }]
}

/** Numbers, dates and instants in the form that every program reads alike (ISO 8601, a point before decimals); texts and labels as a person reads them. */
function written({ translate }: Context, model: ResourceModel, field: FieldModel, value: unknown): string {
  if (value === null || value === undefined) return ''
  switch (field.kind) {
    case 'integer':
    case 'boolean':
    case 'date':
    case 'instant':
      return String(value)
    case 'decimal':
      return Number(value).toFixed(field.definition.scale ?? 2)
    case 'duration':
      return hours(Number(value))
    case 'enumeration':
    case 'state':
      return escapeFormula(translate.value(model.name, field.name, String(value)))
    case 'choices':
      return escapeFormula(
        listOf(value)
          .map((one) => translate.value(model.name, field.name, one))
          .join('; '),
      )
    case 'refs':
    case 'files':
      return listOf(value).join('; ')
    default:
      return escapeFormula(text(value))
  }
}

/** 5,430 seconds are `1:30:30`, exact however long. */
function hours(seconds: number): string {
  const two = (part: number) => String(part).padStart(2, '0')
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}

const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : value ? [String(value)] : [])
const text = (value: unknown) =>
  value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value)
const majorOf = (value: unknown) => (isMoney(value) ? majorUnits(value.amount, value.currency) : '')
const currencyOf = (value: unknown) => (isMoney(value) ? value.currency : '')
const isMoney = (value: unknown): value is { amount: number; currency: string } =>
  typeof value === 'object' && value !== null && 'amount' in value
