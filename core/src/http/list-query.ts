import type { FieldError } from '@guildhall/sdk'
import type { AmongAsked } from '../records/among.ts'
import { badQuery } from '../records/errors.ts'
import type { ResourceModel } from '../records/model.ts'
import { decodeCursor, type ListQuery } from '../records/query.ts'
import { mostRows } from '../records/read.ts'
import { isStorable } from '../records/unstorable.ts'

/** The query of a list in the dialect of ra-data-simple-rest, judged. */
export interface ListRequest {
  readonly query: ListQuery
  readonly from: number
  readonly embed: readonly string[]
  readonly withCan: boolean
  /** Whether the total is wanted; a client that pages by key need not pay for it. */
  readonly withTotal: boolean
  /** Only what may be chosen for a field of another resource. */
  readonly among?: AmongAsked
}

const pageSize = 25
const known = new Set(['filter', 'range', 'sort', 'embed', 'with', 'cursor', 'total', 'format'])

export function parseListQuery(
  model: ResourceModel,
  raw: Readonly<Record<string, unknown>>,
  { mayAskAmong = false }: { mayAskAmong?: boolean } = {},
): ListRequest {
  const unknown = Object.keys(raw).filter((name) => !known.has(name))
  if (unknown.length > 0)
    throw badQuery(
      {},
      unknown.map((path) => ({ path, code: 'validation.unknown_property' })),
    )
  const filter = json<Record<string, unknown>>(raw, 'filter', isObject, {})
  const { q, archived, ...given } = filter
  const { among, ...where } = mayAskAmong ? given : { ...given, among: undefined }
  // Elsewhere it is a field that nobody has.
  if (!mayAskAmong && 'among' in given)
    throw badQuery({}, [{ path: 'filter.among', code: 'validation.unknown_property' }])
  if (among !== undefined && !isAmong(among)) throw wrong('filter.among', 'object')
  if (q !== undefined && typeof q !== 'string') throw wrong('filter.q', 'string')
  if (q && !isStorable(q)) throw badQuery({}, [{ path: 'filter.q', code: 'validation.characters' }])
  if (archived !== undefined && typeof archived !== 'boolean' && archived !== 'with')
    throw wrong('filter.archived', 'boolean')
  const range =
    raw.range === undefined ? defaultRange(where) : json<[number, number]>(raw, 'range', isRange, [0, pageSize - 1])
  const sort = raw.sort === undefined ? undefined : json<[string, string]>(raw, 'sort', isSort, ['id', 'ASC'])
  const [from, to] = range
  const cursor = typeof raw.cursor === 'string' && raw.cursor !== '' ? decodeCursor(raw.cursor) : undefined
  return {
    from,
    embed: raw.embed === undefined ? [] : json(raw, 'embed', isNames, []),
    withCan: flag(raw, 'with', ['can']) === 'can',
    withTotal: flag(raw, 'total', ['true', 'false']) !== 'false' && !cursor,
    ...(among && { among }),
    query: {
      where: listsAsAny(model, where),
      ...(q?.trim() && { search: q }),
      ...archivedIn(archived, where),
      ...(sort && { sort: [sort[0], sort[1].toUpperCase() as 'ASC' | 'DESC'] }),
      limit: to - from + 1,
      offset: from,
      ...(cursor && { cursor }),
    },
  }
}

/** Who asks for records by their ids wants those, archived or not, as when asking for one. */
function archivedIn(
  given: boolean | 'with' | undefined,
  where: Readonly<Record<string, unknown>>,
): Pick<ListQuery, 'archived'> {
  if (given !== undefined) return { archived: given === 'with' ? 'with' : given ? 'only' : 'without' }
  return Array.isArray(where.id) || Array.isArray(where.id_in) ? { archived: 'with' } : {}
}

/** No range means all that the filter names by id, else the first page. */
function defaultRange(where: Readonly<Record<string, unknown>>): [number, number] {
  const ids = where.id ?? where.id_in
  return [0, Array.isArray(ids) ? Math.min(Math.max(ids.length, 1), mostRows) - 1 : pageSize - 1]
}

/** `{ "id": ["a", "b"] }`, as the data provider writes it, means one of them. */
function listsAsAny(model: ResourceModel, where: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = Object.entries(where).map(([key, value]) => {
    const isPlainList = Array.isArray(value) && !key.includes('_') && !key.startsWith('$')
    return isPlainList && (key === 'id' || model.fields.has(key) || key.includes('.'))
      ? [`${key}_in`, value]
      : [key, value]
  })
  return Object.fromEntries(entries)
}

function json<T>(
  raw: Readonly<Record<string, unknown>>,
  name: string,
  is: (value: unknown) => value is T,
  fallback: T,
): T {
  const text = raw[name]
  if (text === undefined || text === '') return fallback
  try {
    const value: unknown = JSON.parse(String(text))
    if (is(value)) return value
  } catch {
    throw badQuery({}, [{ path: name, code: 'validation.json' }])
  }
  throw badQuery({}, [{ path: name, code: 'validation.pattern' }])
}

function flag(raw: Readonly<Record<string, unknown>>, name: string, allowed: readonly string[]): string | undefined {
  const value = raw[name]
  if (value === undefined) return undefined
  if (typeof value === 'string' && allowed.includes(value)) return value
  throw badQuery({}, [{ path: name, code: 'validation.not_allowed', params: { allowed } }])
}

function wrong(path: string, expected: string): ReturnType<typeof badQuery> {
  const error: FieldError = { path, code: 'validation.wrong_type', params: { expected } }
  return badQuery({}, [error])
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isAmong = (value: unknown): value is AmongAsked =>
  isObject(value) && typeof value['field'] === 'string' && isObject(value['record']) && Object.keys(value).length === 2
const isNames = (value: unknown): value is string[] =>
  Array.isArray(value) && value.length <= 20 && value.every((one) => typeof one === 'string')
const isSort = (value: unknown): value is [string, string] =>
  Array.isArray(value) &&
  value.length === 2 &&
  typeof value[0] === 'string' &&
  typeof value[1] === 'string' &&
  /^(asc|desc)$/i.test(value[1])

function isRange(value: unknown): value is [number, number] {
  if (!Array.isArray(value) || value.length !== 2 || !value.every((one) => Number.isInteger(one) && one >= 0))
    return false
  const [from, to] = value as [number, number]
  return to >= from && to - from < mostRows && from <= 1_000_000
}
