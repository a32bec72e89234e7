import type { Fields } from '../fields/field.ts'
import type { FieldNameOf, Where, WhereOf } from '../where.ts'

export interface ListQuery<F extends Fields, W extends Where = Where> {
  readonly where?: WhereOf<F, W>
  /** Searches the searchable fields. */
  readonly search?: string
  readonly sort?: readonly [FieldNameOf<F>, 'ASC' | 'DESC']
  /** Archived records: left out unless told. */
  readonly archived?: 'without' | 'with' | 'only'
  /** At most 1,000; 25 unless given. */
  readonly limit?: number
  readonly offset?: number
  /** `next` of the page before. */
  readonly cursor?: string
  /** References to take along, as `_embed`. */
  readonly embed?: readonly string[]
}

export interface Page<T> {
  readonly records: readonly T[]
  /** Absent where it was not counted. */
  readonly total?: number
  /** False beyond the bound up to which the server counts. */
  readonly totalIsExact: boolean
  /** Gives the page after this one; absent on the last. */
  readonly next?: string
}

export function listQuery({
  where,
  search,
  archived,
  sort,
  limit = 25,
  offset = 0,
  cursor,
  embed,
}: ListQuery<Fields>): URLSearchParams {
  const filter = { ...(where as object), ...(search && { q: search }), ...archivedFilter(archived) }
  const query = new URLSearchParams({
    filter: JSON.stringify(filter),
    range: JSON.stringify([offset, offset + limit - 1]),
  })
  if (sort) query.set('sort', JSON.stringify(sort))
  if (cursor) query.set('cursor', cursor)
  if (embed?.length) query.set('embed', JSON.stringify(embed))
  return query
}

function archivedFilter(archived: ListQuery<Fields>['archived']): object {
  if (archived === 'with') return { archived: 'with' }
  return archived === 'only' ? { archived: true } : {}
}

export function pageOf<T>(records: readonly T[], headers: Headers): Page<T> {
  const total = Number(/\/(\d+)$/.exec(headers.get('content-range') ?? '')?.[1] ?? Number.NaN)
  const next = headers.get('x-next-cursor')
  return {
    records,
    ...(Number.isNaN(total) ? {} : { total }),
    totalIsExact: headers.get('x-total-exact') !== 'false',
    ...(next && { next }),
  }
}
