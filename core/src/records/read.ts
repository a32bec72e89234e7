import { LRUCache } from 'lru-cache'
import type { AccessPlan } from '../access/plan.ts'
import { bindValues } from '../database/assemble.ts'
import type { Bind, Fragment } from '../database/fragment.ts'
import type { BoundStatement, RawRow } from '../database/statement.ts'
import type { WireRecord } from './codec.ts'
import { bindContextOf, type Context } from './context.ts'
import { modelIn, type ResourceModel } from './model.ts'
import { after, filterOf, type ListQuery, orderOf, searchConditions, searchPatterns, sortOf } from './query.ts'
import { type Loaded, readerFor } from './reader.ts'
import { remember } from './remember.ts'
import { type Compiled, compile, countRows, selectionText, selectRows } from './select.ts'

export const mostRows = 1000
/** Totals are exact up to here; beyond it they say so. */
export const countBound = 10_000

const compiled = new WeakMap<AccessPlan, LRUCache<string, Compiled<unknown>>>()

/** Statements are compiled once for a set of roles and a shape of query; only values differ between requests. */
function compiledOnce<Row>(plan: AccessPlan, key: string, build: () => Compiled<Row>): Compiled<Row> {
  const statements = remember(compiled, plan, () => new LRUCache<string, Compiled<unknown>>({ max: 2000 }))
  return remember<string, Compiled<unknown>>(statements, key, build) as Compiled<Row>
}

export function selectOne(
  context: Context,
  model: ResourceModel,
  id: string,
  options: { withCan?: boolean; lock?: boolean } = {},
): BoundStatement<Loaded> {
  const { plan } = context
  const reader = readerFor(plan, model, options.withCan === true)
  const built = compiledOnce(plan, `one ${model.name} ${options.withCan === true} ${options.lock === true}`, () =>
    selectRows(
      {
        model,
        columns: reader.columns,
        where: [valueEquals('t.id', 'uuid'), plan.predicate(model.name, 'read', 't')],
        lock: options.lock === true,
      },
      reader.decode,
    ),
  )
  return bound(built, context, [id])
}

export interface ListStatements {
  readonly rows: BoundStatement<Loaded>
  readonly total: () => BoundStatement<number>
}

/** The page a query asks for, and its total. */
export function selectList(context: Context, base: ResourceModel, query: ListQuery, withCan = false): ListStatements {
  const { plan } = context
  const model = modelIn(plan, base)
  const filter = filterOf(context, model, query.where)
  const sort = sortOf(context, model, query.sort)
  const reader = readerFor(plan, model, withCan)
  const words = query.search ? searchPatterns(query.search) : []
  const archived = model.archivable ? (query.archived ?? 'without') : 'with'
  const matching = `${model.name} ${archived} ${filter.shape}`
  const readable = () => ({
    predicate: plan.predicate(model.name, 'read', 't'),
    gathering: plan.gathering(model.name),
  })
  const where = (): Fragment[] => [
    filter.fragment('t'),
    ...(archived === 'without' ? [{ text: 't.archived_at is null', binds: [] }] : []),
    ...(archived === 'only' ? [{ text: 't.archived_at is not null', binds: [] }] : []),
  ]
  const search = words.length > 0 ? searchConditions(context, model, words) : null
  // Only as a list opens is there surely an index in its order, and are the first rows as likely to match as any.
  const [opening, unfiltered] = [sortOf(context, model, undefined), filterOf(context, model)]
  const isAsItOpens =
    sort.name === opening.name && sort.order === opening.order && filter.shape === unfiltered.shape && !query.cursor
  const offsetAt = filter.values.length + 1
  const buildRows = () =>
    selectRows(
      {
        model,
        columns: reader.columns,
        readable: readable(),
        where: [...where(), ...(query.cursor ? [after(sort, query.cursor)] : [])],
        ...(search && { search: { ...search, isWalked: isAsItOpens } }),
        ...(sort.join && { join: sort.join }),
        order: orderOf(sort),
        limit: value(filter.values.length, 'bigint'),
        ...(query.offset ? { offset: value(offsetAt, 'bigint') } : {}),
      },
      reader.decode,
    )
  const buildTotal = () =>
    countRows(
      { model, readable: readable(), where: where(), ...(search && { search: { ...search, isWalked: false } }) },
      value(filter.values.length, 'bigint'),
    )
  // What holds the caller's words or place in the text's binds is compiled for him alone.
  const isShared = words.length === 0 && !query.cursor
  const rows = isShared
    ? compiledOnce(
        plan,
        `list ${matching} ${withCan} ${sort.name} ${sort.order} ${query.offset ? 'offset' : ''}`,
        buildRows,
      )
    : buildRows()
  return {
    rows: bound(rows, context, [...filter.values, Math.min(query.limit ?? mostRows, mostRows), query.offset ?? 0]),
    total() {
      const total = words.length === 0 ? compiledOnce(plan, `count ${matching}`, buildTotal) : buildTotal()
      return bound(total, context, [...filter.values, countBound + 1])
    },
  }
}

export interface Summary {
  readonly where: Readonly<Record<string, unknown>>
  /** What the summary is of besides the question, so that its statement is compiled once. */
  readonly key: string
  /** More values than those of the question, of the type text. */
  readonly values: readonly string[]
}

/** A statement over all records that meet a question and may be read, archived ones left out; `found` selects columns of them as `t`. */
export function summarise<Row>(
  context: Context,
  model: ResourceModel,
  { where, key, values }: Summary,
  build: (
    found: (columns: readonly Fragment[]) => Fragment,
    value: (index: number) => Fragment,
  ) => { readonly text: Fragment; readonly decode: (row: RawRow) => Row },
): BoundStatement<Row> {
  const { plan } = context
  const filter = filterOf(context, model, where)
  const built = compiledOnce(plan, `summary ${model.name} ${filter.shape} ${key}`, () => {
    const found = (columns: readonly Fragment[]) =>
      selectionText({
        model,
        columns,
        readable: { predicate: plan.predicate(model.name, 'read', 't'), gathering: plan.gathering(model.name) },
        where: [filter.fragment('t'), ...(model.archivable ? [{ text: 't.archived_at is null', binds: [] }] : [])],
      })
    const { text, decode } = build(found, (index) => value(filter.values.length + index, 'text'))
    return compile(text, decode)
  })
  return bound(built, context, [...filter.values, ...values])
}

export function present(context: Context, model: ResourceModel, loaded: Loaded, withCan = false): WireRecord {
  return readerFor(context.plan, model, withCan).present(loaded, context)
}

function bound<Row>(built: Compiled<Row>, context: Context, values: readonly unknown[]): BoundStatement<Row> {
  return { statement: built.statement, values: bindValues(built.binds, bindContextOf(context), values) }
}

function value(index: number, type: string): Fragment {
  return { text: `?::${type}`, binds: [{ kind: 'value', index } satisfies Bind] }
}

function valueEquals(column: string, type: string): Fragment {
  return { text: `${column} = ?::${type}`, binds: [{ kind: 'value', index: 0 }] }
}
