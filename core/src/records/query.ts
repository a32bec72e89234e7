import type { FieldError } from '@guildhall/sdk'
import { type Attribute, attributeOf, sqlTypes, type ValueType } from '../access/attribute.ts'
import { customJoin, encoded } from '../access/custom.ts'
import type { Filter } from '../access/filter.ts'
import { isMisfit, isUuid, operandOf } from '../access/operand.ts'
import { keyOf } from '../access/shape.ts'
import { join, literal } from '../database/assemble.ts'
import type { Fragment } from '../database/fragment.ts'
import type { Context } from './context.ts'
import { wireValue } from './custom/wire.ts'
import { badQuery } from './errors.ts'
import { modelIn, type ResourceModel } from './model.ts'
import { quoted } from './names.ts'

/** What a list is asked for, judged under the caller's rights. */
export interface ListQuery {
  readonly where?: Readonly<Record<string, unknown>>
  readonly search?: string
  readonly archived?: 'without' | 'with' | 'only'
  readonly sort?: readonly [field: string, order: 'ASC' | 'DESC']
  readonly limit?: number
  readonly offset?: number
  readonly cursor?: Cursor
}

/** The sort value and id of the last record of a page. */
export interface Cursor {
  readonly value: string | number | boolean | null
  readonly id: string
}

export interface Sort {
  readonly name: string
  readonly column: string
  readonly type: ValueType
  readonly order: 'ASC' | 'DESC'
  /** The rows of a tenant's own field, and the id that breaks ties in their index. */
  readonly join?: Fragment
  readonly attribute?: Attribute
}

export function filterOf(
  context: Context,
  model: ResourceModel,
  where: Readonly<Record<string, unknown>> = {},
): Filter {
  const filter = context.plan.filter(model.name, where)
  if (filter.problems.length > 0) throw badQuery({}, filter.problems)
  return filter
}

/** A field that may not be read may not be sorted by either: its order tells its values. */
export function sortOf(context: Context, base: ResourceModel, sort: ListQuery['sort']): Sort {
  const model = modelIn(context.plan, base)
  const [name, order] = sort ?? (model.definition.sort as ListQuery['sort']) ?? ['createdAt', 'DESC']
  const attribute = attributeOf(model, name)
  const rights = context.plan.fields(model.name, 'read')
  const isReadable =
    rights.mode === 'all' ||
    (rights.mode === 'some' && rights.names.has(name)) ||
    (rights.mode === 'byRow' &&
      keyOf(context.plan.condition(model.name, 'read', name)) === keyOf(context.plan.condition(model.name, 'read')))
  if (sort && (!attribute || !isReadable || attribute.value === 'json' || attribute.custom?.isList))
    throw badQuery({}, [unsortable(name)])
  if (!attribute || !isReadable) return { name: 'id', column: 't.id', type: 'uuid', order: 'DESC' }
  if (attribute.custom)
    return {
      name,
      column: `s.${attribute.custom.slot}_value`,
      type: attribute.value,
      order,
      join: customJoin(attribute.custom),
      attribute,
    }
  return { name, column: `t.${quoted(attribute.column)}`, type: attribute.value, order }
}

/** The id breaks ties in the direction of the sort, so that one index serves both. */
export function orderOf({ column, order, join: along }: Sort): Fragment {
  const text = column === 't.id' ? `t.id ${order}` : `${column} ${order}, ${along ? 's.record_id' : 't.id'} ${order}`
  return { text, binds: [] }
}

/** What comes after a cursor; empties stand last when ascending, as PostgreSQL sorts them. */
export function after(sort: Sort, cursor: Cursor): Fragment {
  const sign = sort.order === 'ASC' ? '>' : '<'
  const type = sqlTypes[sort.type]
  const own = sort.join ? 's.record_id' : 't.id'
  const id = join(literal(cursor.id), '::uuid')
  if (sort.column === 't.id') return join(`t.id ${sign} `, id)
  if (!isComparable(sort, cursor)) throw badCursor()
  if (cursor.value === null) {
    const tied = join(`(${sort.column} is null and ${own} ${sign} `, id, ')')
    return sort.order === 'ASC' ? tied : join('(', tied, ` or ${sort.column} is not null)`)
  }
  const given = join(literal(cursor.value), `::${type}`)
  const value = sort.attribute?.custom ? encoded(sort.attribute, given) : given
  const beyond = join(`(${sort.column}, ${own}) ${sign} (`, value, ', ', id, ')')
  return sort.order === 'ASC' ? join('(', beyond, ` or ${sort.column} is null)`) : beyond
}

/** A cursor is the client's to keep, and so to change; what stands in it must still fit the field it is compared with. */
function isComparable({ type }: Sort, { value }: Cursor): boolean {
  if (value === null) return true
  const operand = operandOf({ value: type } as Attribute, value)
  return !isMisfit(operand) && operand.kind === 'constant'
}

const badCursor = () => badQuery({}, [{ path: 'cursor', code: 'validation.pattern' }])

export function encodeCursor(sort: Sort, record: Readonly<Record<string, unknown>>): string {
  const value = wireValue(record, sort.name) ?? null
  const plain = typeof value === 'object' && value !== null ? (value as { amount?: number }).amount : value
  return Buffer.from(JSON.stringify([plain, record.id])).toString('base64url')
}

export function decodeCursor(text: string): Cursor {
  try {
    const [value, id] = JSON.parse(Buffer.from(text, 'base64url').toString()) as [Cursor['value'], string]
    if (isUuid(id) && (value === null || typeof value !== 'object')) return { value, id }
  } catch {}
  throw badCursor()
}

const unsortable = (name: string): FieldError => ({
  path: 'sort',
  code: 'access.field_unknown',
  params: { field: name },
})

/** Words of a search: each must occur; one of three letters or more anywhere, a shorter one at the beginning of a word. */
export function searchPatterns(text: string): string[] {
  const words = text.trim().split(/\s+/).filter(Boolean).slice(0, 8)
  return words.map((word) => word.replaceAll(/[\\%_]/g, (letter) => `\\${letter}`))
}

export interface SearchConditions {
  /** By the index of words: right where few rows have them. */
  readonly byIndex: Fragment
  /** By looking at each row that is at hand anyway; null where a row does not hold all its words. */
  readonly byReading: Fragment | null
}

export function searchConditions(context: Context, base: ResourceModel, words: readonly string[]): SearchConditions {
  const model = modelIn(context.plan, base)
  const isOwnSearched = model.custom?.isSearched === true
  if (model.searchable.length === 0 && !isOwnSearched)
    throw badQuery({}, [{ path: 'filter.q', code: 'records.not_searchable' }])
  const patterns = words.map((word) => join("'%' || guildhall.fold(", literal(word), ") || '%'"))
  const [first, second, third] = [0, 1, 2].map((index) => patterns[index] ?? { text: "'%'", binds: [] })
  const rest = patterns.slice(3)
  const others =
    rest.length === 0
      ? "'{}'::text[]"
      : join('array[', ...rest.flatMap((pattern, index) => [index ? ', ' : '', pattern]), ']')
  const asked = join(first ?? '', ', ', second ?? '', ', ', third ?? '', ', ', others, ')')
  const finders = [
    ...(model.searchable.length > 0
      ? [join(`select * from ${quoted(model.schema)}.${quoted(`search_${model.table}`)}(`, asked)]
      : []),
    ...(isOwnSearched ? [join(`select * from guildhall.search_custom('${model.name}', `, asked)] : []),
  ]
  const found = join('t.id in (', ...finders.flatMap((finder, index) => [index ? ' union all ' : '', finder]), ')')
  const readable = readableParts(context, model)
  if (readable?.length === 0) return { byIndex: nothing, byReading: nothing }
  const visible = readable === null ? 't.search_text' : `guildhall.fold(${readable.join(" || ' ' || ")})`
  const said = join(...patterns.flatMap((pattern, index) => [`${index ? ' and ' : ''}${visible} like `, pattern]))
  return {
    byIndex: readable === null ? found : join('(', found, ' and ', said, ')'),
    byReading: isOwnSearched ? null : said,
  }
}

const nothing: Fragment = { text: 'false', binds: [] }

/**
 * The searchable columns this actor may read, each closed where the row hides it; null when that is all of them. What a tenant's own
 * fields once said may still be found by: their texts are always looked at again.
 */
function readableParts(context: Context, model: ResourceModel): string[] | null {
  const own = (model.custom?.fields ?? []).filter(({ definition }) => definition.searchable)
  const rights = context.plan.fields(model.name, 'read')
  const all = context.plan.condition(model.name, 'read')
  const isOpen = (name: string) =>
    rights.mode === 'all' ||
    (rights.mode === 'some' ? rights.names.has(name) : context.plan.condition(model.name, 'read', name) === all)
  const open = model.searchable.filter(isOpen)
  if (open.length === model.searchable.length && own.length === 0) return null
  return [
    ...open.map((name) => `coalesce(t.${quoted(model.fields.get(name)?.columns[0]?.name ?? name)}, '')`),
    ...own.filter(({ name }) => isOpen(name)).map(({ custom }) => `coalesce(t.custom ->> '${custom?.key}', '')`),
  ]
}
