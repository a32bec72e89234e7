import { allOf, join, numberBinds, tenantBind } from '../database/assemble.ts'
import type { Bind, Fragment } from '../database/fragment.ts'
import { prepare, type RawRow, type Statement } from '../database/statement.ts'
import type { ResourceModel } from './model.ts'

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
export function selectionText({ readable, where, ...selection }: Selection): Fragment {
  if (!readable) return plainText({ ...selection, where })
  const { predicate, gathering } = readable
  if (!gathering) return plainText({ ...selection, where: [predicate, ...where] })
  const arm = (...conditions: Fragment[]) => plainText({ ...selection, where: [...conditions, ...where] })
  return join(
    'with mine as materialized (select id from (',
    gathering,
    `) as found limit ${fewRows + 1}), seen as materialized (select count(*) as rows from mine) (`,
    arm(plain(`(select rows from seen) <= ${fewRows}`), plain('t.id in (select id from mine)')),
    ') union all (',
    arm(plain(`(select rows from seen) > ${fewRows}`), predicate),
    ')',
  )
}

const plain = (text: string): Fragment => ({ text, binds: [] })

/** The tenant is named besides what row-level security adds, so that every index is entered by its first column. */
function plainText({
  model,
  columns,
  join: along,
  where,
  order,
  limit,
  offset,
  lock,
}: Omit<Selection, 'readable'>): Fragment {
  return join(
    'select ',
    list(columns),
    ` from ${model.qualified} as t`,
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
