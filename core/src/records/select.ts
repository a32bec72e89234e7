import { allOf, join, numberBinds, tenantBind } from '../database/assemble.ts'
import type { Bind, Fragment } from '../database/fragment.ts'
import { prepare, type RawRow, type Statement } from '../database/statement.ts'
import type { ResourceModel } from './model.ts'
import type { SearchConditions } from './query.ts'

/** A statement and what its parameters will be. */
export interface Compiled<Row = RawRow> {
  readonly statement: Statement<Row>
  readonly binds: readonly Bind[]
}

export interface Selection {
  readonly model: ResourceModel
  /** Expressions over `t`, the table. */
  readonly columns: readonly Fragment[]
  readonly where: readonly Fragment[]
  /** What of it the reader may see: a condition, and a query for the ids of all of it where that is the better way to few. */
  readonly readable?: { readonly predicate: Fragment; readonly gathering: Fragment | null }
  /** Another table to go along, and how it meets `t`. */
  readonly join?: Fragment
  /** Words its rows must have; walked where the page is first looked for among the first rows there are. */
  readonly search?: SearchConditions & { readonly isWalked: boolean }
  readonly order?: Fragment
  readonly limit?: Fragment
  readonly offset?: Fragment
  /** Rows stay locked until the transaction ends; foreign keys to them may still be checked. */
  readonly lock?: boolean
}

export function selectRows<Row>(selection: Selection, decode: (row: RawRow) => Row): Compiled<Row> {
  return compile(selectionText(selection), decode)
}

/** How many rows there are, counted up to a bound. */
export function countRows(selection: Omit<Selection, 'columns'>, bound: Fragment): Compiled<number> {
  const inner = selectionText({ ...selection, columns: [{ text: '1', binds: [] }], limit: bound })
  return compile(join('select count(*) from (', inner, ') as matching'), (row) => Number(row[0]))
}

export function compile<Row>(fragment: Fragment, decode: (row: RawRow) => Row): Compiled<Row> {
  const { text, binds } = numberBinds(fragment)
  return { statement: prepare(text, decode), binds }
}

/** Who sees more than this sees enough of the tenant's rows for a page to be found by going through them in order. */
const fewRows = 1000

/**
 * How many rows a reader sees nobody knows before; each way is a hundred times slower than the other in the wrong place. So his
 * rows are gathered up to a bound, and what comes out decides which of two selects runs. The other costs nothing.
 */
export function selectionText({ readable, where, search, ...selection }: Selection): Fragment {
  const byIndex = search ? [search.byIndex] : []
  if (!readable) return plainText({ ...selection, where: [...where, ...byIndex] })
  const { predicate, gathering } = readable
  if (!gathering && search?.isWalked && search.byReading && selection.order && selection.limit)
    return walkText(
      { ...selection, order: selection.order, limit: selection.limit, where: [predicate, ...where] },
      search.byReading,
      search.byIndex,
    )
  if (!gathering) return plainText({ ...selection, where: [predicate, ...where, ...byIndex] })
  const arm = (...conditions: Fragment[]) => plainText({ ...selection, where: [...conditions, ...where] })
  const byReading = search ? [search.byReading ?? search.byIndex] : []
  return join(
    'with mine as materialized (select id from (',
    gathering,
    `) as found limit ${fewRows + 1}), seen as materialized (select count(*) as rows from mine) (`,
    arm(plain(`(select rows from seen) <= ${fewRows}`), plain('t.id in (select id from mine)'), ...byReading),
    ') union all (',
    arm(plain(`(select rows from seen) > ${fewRows}`), predicate, ...byIndex),
    ')',
  )
}

/** So many rows are looked at before the index of words is asked. */
const walkedRows = 2000

/**
 * A word that many rows have fills a page from the first of them; gathering all it is in, only to sort them, takes a hundred times as
 * long. Of a word that few have the index knows where. Which of both it is shows the beginning of the list.
 */
function walkText(selection: Ordered, byReading: Fragment, byIndex: Fragment): Fragment {
  const { model, order, limit, where } = selection
  const first = join(
    `(select t.* from ${model.qualified} as t where t.tenant_id = `,
    tenantBind,
    ' order by ',
    order,
    ` limit ${walkedRows})`,
  )
  return join(
    'with walked as materialized (',
    plainText({ ...selection, source: first, where: [...where, byReading] }),
    '), enough as materialized (select count(*) >= ',
    limit,
    ' as holds from walked) (select * from walked where (select holds from enough)) union all (',
    plainText({ ...selection, where: [plain('not (select holds from enough)'), ...where, byIndex] }),
    ')',
  )
}

type Ordered = Omit<Selection, 'readable' | 'search'> & { readonly order: Fragment; readonly limit: Fragment }

const plain = (text: string): Fragment => ({ text, binds: [] })

/** The tenant is named besides what row-level security adds, so that every index is entered by its first column. */
function plainText({
  model,
  columns,
  source = plain(model.qualified),
  join: along,
  where,
  order,
  limit,
  offset,
  lock,
}: Omit<Selection, 'readable' | 'search'> & { readonly source?: Fragment }): Fragment {
  return join(
    'select ',
    list(columns),
    ' from ',
    source,
    ' as t',
    ...(along ? [' ', along] : []),
    ' where ',
    allOf([join('t.tenant_id = ', tenantBind), ...where]),
    ...(order ? [' order by ', order] : []),
    ...(limit ? [' limit ', limit] : []),
    ...(offset ? [' offset ', offset] : []),
    lock ? ' for no key update of t' : '',
  )
}

export function list(parts: readonly Fragment[]): Fragment {
  return { text: parts.map(({ text }) => text).join(', '), binds: parts.flatMap(({ binds }) => binds) }
}
