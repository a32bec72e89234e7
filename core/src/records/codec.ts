import type { RawRow } from '../database/statement.ts'
import type { FieldModel, ResourceModel } from './model.ts'
import { quoted } from './names.ts'
import { remember } from './remember.ts'

/** A record as it is on the wire. */
export type WireRecord = Record<string, unknown> & { id: string; version: number }

/** Reads the columns of one field, beginning at a position, into a record under construction. */
interface Reader {
  readonly name: string
  /** SQL expressions, `t` being the table. */
  readonly columns: readonly string[]
  /** The list of references the one column gathers, if it is one. */
  readonly link?: FieldModel
  read(row: RawRow, at: number, record: Record<string, unknown>): void
}

export interface SelectedColumn {
  readonly sql: string
  readonly link?: FieldModel
}

export interface RecordCodec {
  /** What to select, in the order that `decode` reads. */
  readonly columns: readonly SelectedColumn[]
  decode(row: RawRow): WireRecord
}

const codecs = new WeakMap<ResourceModel, RecordCodec>()

/** The whole record, as the engine itself reads it. */
export function codecOf(model: ResourceModel): RecordCodec {
  const codec = remember(codecs, model, () => buildCodec(model, null))
  return codec
}

/** The record with the named fields only; null for all. An instant's zone goes with it. */
export function buildCodec(model: ResourceModel, names: ReadonlySet<string> | null): RecordCodec {
  const fields = [...model.fields.values()].map(fieldReader).filter((one) => one !== null)
  const own = customReader(model, names)
  const readers = [
    ...[...systemReaders(model), ...fields].filter(({ name }) => !names || names.has(name)),
    ...(own ? [own] : []),
  ]
  const steps: { at: number; read: Reader['read'] }[] = []
  const columns: SelectedColumn[] = []
  for (const reader of readers) {
    steps.push({ at: columns.length, read: reader.read })
    columns.push(...reader.columns.map((sql) => ({ sql, ...(reader.link && { link: reader.link }) })))
  }
  return {
    columns,
    decode(row) {
      const record: Record<string, unknown> = {}
      for (const { at, read } of steps) read(row, at, record)
      return record as WireRecord
    },
  }
}

function systemReaders(model: ResourceModel): Reader[] {
  return [
    simple('id', 't.id', asText),
    simple('version', 't.version', Number),
    simple('createdAt', 't.created_at', asInstant),
    simple('createdBy', 't.created_by', asText),
    simple('updatedAt', 't.updated_at', asInstant),
    simple('updatedBy', 't.updated_by', asText),
    ...(model.archivable ? [simple('archivedAt', 't.archived_at', asInstant)] : []),
  ]
}

function simple(name: string, column: string, convert: (text: string) => unknown): Reader {
  return {
    name,
    columns: [column],
    read(row, at, record) {
      const text = row[at] as string | null
      record[name] = text === null ? null : convert(text)
    },
  }
}

/** A tenant's own fields are read together. */
function customReader(model: ResourceModel, names: ReadonlySet<string> | null): Reader | null {
  const own = model.custom?.fields.filter(({ name }) => !names || names.has(name)) ?? []
  if (own.length === 0) return null
  return {
    name: 'custom',
    columns: ['t.custom'],
    read(row, at, record) {
      const values = JSON.parse(row[at] ?? '{}') as Record<string, unknown>
      for (const { name, custom } of own) record[name] = values[custom?.key ?? ''] ?? null
    },
  }
}

function fieldReader(field: FieldModel): Reader | null {
  if (field.custom) return null
  const [first, second] = field.columns.map((column) => `t.${quoted(column.name)}`)
  switch (field.kind) {
    case 'many':
      return null
    case 'refs':
    case 'files':
      return links(field)
    case 'money':
      return pair(field.name, [first, second], (amount, currency) => ({ amount: Number(amount), currency }))
    case 'subject':
      return pair(field.name, [first, second], (resource, id) => `${resource}/${id}`)
    case 'instant':
      return {
        name: field.name,
        columns: [first ?? '', second ?? ''],
        read(row, at, record) {
          const text = row[at] as string | null
          record[field.name] = text === null ? null : asInstant(text)
          record[`${field.name}Zone`] = row[at + 1] ?? null
        },
      }
    default:
      return simple(field.name, first ?? '', converters[field.kind] ?? asText)
  }
}

function pair(
  name: string,
  columns: (string | undefined)[],
  convert: (first: string, second: string) => unknown,
): Reader {
  return {
    name,
    columns: columns.map((column) => column ?? ''),
    read(row, at, record) {
      const first = row[at]
      const second = row[at + 1]
      record[name] = first == null || second == null ? null : convert(first, second)
    },
  }
}

function links(field: FieldModel): Reader {
  const table = field.link?.qualified
  return {
    name: field.name,
    link: field,
    columns: [
      `array(select l.target_id from ${table} l where l.tenant_id = t.tenant_id and l.owner_id = t.id order by l.position)`,
    ],
    read(row, at, record) {
      const text = row[at]
      record[field.name] = !text || text === '{}' ? [] : text.slice(1, -1).split(',')
    },
  }
}

/** `t` on the wire, `true` where a boolean was cast to text. */
export function isTrue(text: string | null | undefined): boolean {
  return text === 't' || text === 'true'
}

const asText = (text: string): unknown => text

/** `2026-03-29 00:30:00.123456+00` (the role's zone is UTC) → ISO 8601 with milliseconds. */
export function asInstant(text: string): string {
  const fraction =
    text.length > 22
      ? text
          .slice(20, text.length - 3)
          .padEnd(3, '0')
          .slice(0, 3)
      : '000'
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${fraction}Z`
}

export function asInstantOrNull(text: string | null | undefined): string | null {
  return text ? asInstant(text) : null
}

const converters: Partial<Record<FieldModel['kind'], (text: string) => unknown>> = {
  integer: Number,
  duration: Number,
  decimal: Number,
  boolean: isTrue,
  json: (text) => JSON.parse(text) as unknown,
}

/** The values of a field's columns, in their order. A subject's place was looked up before, see write/subjects. */
export function encodeField(field: FieldModel, draft: Readonly<Record<string, unknown>>, zone: string): unknown[] {
  const value = draft[field.name]
  if (value === null || value === undefined) return field.columns.map(() => null)
  switch (field.kind) {
    case 'money': {
      const { amount, currency } = value as { amount: number; currency: string }
      return [amount, currency]
    }
    case 'instant':
      return [value, draft[`${field.name}Zone`] ?? zone]
    case 'subject':
      return [
        ...String(value).split('/'),
        ...((draft[placementKey(field)] as unknown[] | undefined) ?? [null, null, null, null]),
      ]
    case 'json':
      return [JSON.stringify(value)]
    default:
      return [value]
  }
}

/** The values a tenant's own fields are kept with, of those that are named: the column is merged with them. */
export function encodeCustom(fields: readonly FieldModel[], draft: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(Object.fromEntries(fields.map(({ name, custom }) => [custom?.key ?? '', draft[name] ?? null])))
}

/** Where a draft carries the parent and party of a subject: `[resource, id, resource, id]`. */
export const placementKey = (field: FieldModel) => `${field.name}~placement`
