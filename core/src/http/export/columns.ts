import type { Cell } from '@guildhall/sdk'
import { isNever } from '../../access/condition.ts'
import type { WireRecord } from '../../records/codec.ts'
import type { Context } from '../../records/context.ts'
import { wireValue } from '../../records/custom/wire.ts'
import { badQuery } from '../../records/errors.ts'
import type { FieldModel, ResourceModel } from '../../records/model.ts'

/** What the references of a portion are called: `projects/<id>` → name. */
export type Names = ReadonlyMap<string, string>

export interface Column {
  readonly label: string
  readonly cell: (record: WireRecord, names: Names) => Cell
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
  if (!field) return [{ label, cell: (record) => (name === 'id' ? plain(record.id) : instant(record[name])) }]
  const target = field.definition.target ? registry.models.get(field.definition.target) : undefined
  if (target?.title && context.plugins.has(target.plugin) && context.plan.has(target.name, 'read')) {
    const idLabel = `${label} (${translate.field(model.name, 'id')})`
    const called = (record: WireRecord, names: Names) =>
      listOf(wireValue(record, name))
        .map((id) => names.get(`${target.name}/${id}`) ?? '')
        .filter(Boolean)
        .join('; ')
    return [
      { label, cell: (record, names) => text(called(record, names)), refersTo: { field: name, target } },
      { label: idLabel, cell: (record) => plain(listOf(wireValue(record, name)).join('; ')) },
    ]
  }
  if (field.kind === 'money')
    return [
      {
        label,
        cell: (record) => {
          const value = wireValue(record, name)
          return isMoney(value) ? { kind: 'money', ...value } : null
        },
      },
      {
        label: `${label} (${translate('core:export.currency')})`,
        cell: (record) => {
          const value = wireValue(record, name)
          return isMoney(value) ? plain(value.currency) : null
        },
      },
    ]
  return [{ label, cell: (record) => written(context, model, field, wireValue(record, name)) }]
}

function written({ translate }: Context, model: ResourceModel, field: FieldModel, value: unknown): Cell {
  if (value === null || value === undefined) return null
  switch (field.kind) {
    case 'integer':
      return { kind: 'number', value: Number(value), scale: 0 }
    case 'decimal':
      return { kind: 'number', value: Number(value), scale: field.definition.scale ?? 2 }
    case 'boolean':
      return { kind: 'boolean', value: value === true }
    case 'date':
      return { kind: 'date', text: String(value) }
    case 'instant':
      return instant(value)
    case 'duration':
      return { kind: 'duration', seconds: Number(value) }
    case 'enumeration':
    case 'state':
      return text(translate.value(model.name, field.name, String(value)))
    case 'choices':
      return text(
        listOf(value)
          .map((one) => translate.value(model.name, field.name, one))
          .join('; '),
      )
    case 'refs':
    case 'files':
      return plain(listOf(value).join('; '))
    default:
      return text(typeof value === 'object' ? JSON.stringify(value) : String(value))
  }
}

const text = (given: string): Cell => (given === '' ? null : { kind: 'text', text: given })
const plain = (given: string): Cell => (given === '' ? null : { kind: 'plain', text: given })
const instant = (value: unknown): Cell => (value ? { kind: 'instant', text: String(value) } : null)
const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : value ? [String(value)] : [])
const isMoney = (value: unknown): value is { amount: number; currency: string } =>
  typeof value === 'object' && value !== null && 'amount' in value
