import type { ReportTools, Scope } from '@guildhall/sdk'
import { allOf, anyOf, conditionSql, type Piece, withinDays } from './conditions.ts'
import type { ReportField } from './fields.ts'
import { type Place, placeIn, token } from './place.ts'
import type { Figure, Group, Judged, Plan } from './plan.ts'

type Query = ReturnType<ReportTools['also']>
type Build = (readable: Query, tools: ReportTools) => Query

/**
 * One statement for all lines and their totals: the records that count, with what the lines are made of (`g0`, `g0_name`, …), the currency, and
 * what is reckoned with (`m0`, …), grouped once for the lines and once for the totals. Lines of several currencies are never added up.
 */
export function linesStatement(scope: Scope, plan: Plan, most: number): Build {
  const isSpread = plan.groups.some(({ field }) => field.kind === 'refs')
  return (readable, tools) => {
    const money = plan.figures.find(({ field }) => field?.kind === 'money')?.field
    const keys = plan.groups.flatMap((_, at) => [`g${at}`, `g${at}_name`])
    const currency = money ? ['currency'] : []
    const parts = (place: Place) => [
      ...plan.groups.flatMap((group, at) => groupColumns(scope, place, group, at)),
      ...(money ? [{ sql: place.column(money, 1), values: [], name: 'currency' }] : []),
      ...plan.figures.flatMap((figure, at) => figureColumns(scope, place, figure, at)),
    ]
    const lines = tools.from(recordsOf(scope, plan, readable, tools, parts), 'records')
    const figures = plan.figures.flatMap(reckoned).map((sql) => tools.raw(sql))
    const isTotal = plan.groups.length > 0 ? 'grouping(g0) = 1' : 'true'
    const lineSet = [...keys, ...currency].join(', ')
    // A record with two people stands in the lines of both, so its totals are reckoned for themselves.
    const sets = isSpread ? `(${lineSet})` : `(${lineSet}), (${currency.join(', ')})`
    lines.select([...keys, ...currency, tools.raw(`${isTotal} as is_total`), ...figures])
    if (plan.groups.length > 0) lines.groupByRaw(`grouping sets (${sets})`)
    else if (money) lines.groupBy('currency')
    return lines.orderByRaw(`is_total desc, ${orderOf(plan)}`).limit(most)
  }
}

/** The records themselves: `id`, a column for each of the plan's (`c0`, `c0_more`), and by whom figures stand beside it (`b0`). */
export function rowsStatement(scope: Scope, plan: Plan, most: number): Build {
  return (readable, tools) => {
    const parts = (place: Place) => [
      { sql: `"${place.base}".id`, values: [], name: 'id' },
      ...plan.columns.flatMap((field, at) => rowColumns(place, field, at)),
      ...plan.beside.map(({ on }, at) => ({
        sql: `${on ? place.column(on) : `"${place.base}".id`}::text`,
        values: [],
        name: `b${at}`,
      })),
    ]
    const rows = tools.from(recordsOf(scope, plan, readable, tools, parts), 'records')
    const { column, descending } = plan.sort ?? { column: -1, descending: false }
    const field = plan.columns[column]
    if (field) rows.orderByRaw(`${sortKey(field, column)} ${descending ? 'desc' : 'asc'} nulls last`)
    return rows.select('*').orderBy('id', 'desc').limit(most)
  }
}

/** How many records count. */
export function countStatement(scope: Scope, plan: Plan): Build {
  return (readable, tools) =>
    tools
      .from(
        recordsOf(scope, plan, readable, tools, () => []),
        'records',
      )
      .select(tools.raw('count(*)::int as count'))
}

type Named = Piece & { readonly name: string }

function recordsOf(
  scope: Scope,
  plan: Plan,
  readable: Query,
  tools: ReportTools,
  parts: (place: Place) => readonly Named[],
): Query {
  const place = placeIn(plan.catalogue, tools)
  const columns = parts(place).map(({ sql, values, name }) => tools.raw(`${sql} as "${name}"`, values as never[]))
  const { period } = plan
  const met = plan.isClosed
    ? { sql: 'false', values: [] }
    : allOf([
        ...plan.conditions.map((condition) => conditionSql(scope, place, condition)),
        ...(plan.any.length > 0 ? [anyOf(plan.any.map((condition) => conditionSql(scope, place, condition)))] : []),
        ...(plan.judged ? [ownOrManaged(scope, plan, plan.judged, place, tools)] : []),
        ...(period?.field ? [withinDays(scope, period.field, place.column(period.field), period.days)] : []),
      ])
  const records = place.join(readable).whereRaw(met.sql, met.values as never[])
  return columns.length > 0 ? records.select(columns) : records.select(tools.raw('1'))
}

function ownOrManaged(
  scope: Scope,
  { groups, catalogue }: Plan,
  judged: Judged,
  place: Place,
  tools: ReportTools,
): Piece {
  const { person, isOwn } = judged
  const managed = tools.also(token(catalogue.dataset.resource), 'manage').clearSelect().select('t.id')
  const isManaged: Piece = { sql: `"${place.base}".id in (?)`, values: [managed] }
  if (!isOwn || scope.me === null) return isManaged
  const isMine =
    groups.some(({ field }) => field === person) || person.kind === 'ref'
      ? { sql: `${person.kind === 'ref' ? place.column(person) : place.spread(person)} = ?::uuid`, values: [scope.me] }
      : place.hasLink(person, { sql: 'k.target_id = ?::uuid', values: [scope.me] })
  return { sql: `${isMine.sql} or ${isManaged.sql}`, values: [...isMine.values, ...isManaged.values] }
}

function groupColumns(scope: Scope, place: Place, { field, part }: Group, at: number): Named[] {
  const [key, title] = [`g${at}`, `g${at}_name`]
  const none: Named = { sql: 'null::text', values: [], name: title }
  if (field.kind === 'refs' || field.kind === 'ref') {
    const id = field.kind === 'refs' ? place.spread(field) : place.column(field)
    return [
      { sql: `${id}::text`, values: [], name: key },
      { sql: place.title(field, id), values: [], name: title },
    ]
  }
  const column = place.column(field)
  if (!part) return [{ sql: `${column}::text`, values: [], name: key }, none]
  const local = field.kind === 'instant' ? { sql: `${column} at time zone ?`, values: [scope.tenant.zone] } : null
  const day = { sql: `date_trunc('${part}', ${local?.sql ?? column})`, values: local?.values ?? [] }
  return [{ sql: `to_char(${day.sql}, 'YYYY-MM-DD')`, values: day.values, name: key }, none]
}

function figureColumns(scope: Scope, place: Place, { field, metric }: Figure, at: number): Named[] {
  if (field) {
    const column = field.kind === 'refs' ? place.hasLink(field, { sql: 'true', values: [] }) : null
    return [
      column
        ? { sql: `nullif(${column.sql}, false)`, values: column.values, name: `m${at}` }
        : { sql: place.column(field), values: [], name: `m${at}` },
    ]
  }
  if (!metric) return []
  const { formula } = metric
  const parts = 'share' in formula ? [[...formula.share[0], ...formula.share[1]], formula.share[1]] : [formula.count]
  return parts.map((conditions, index) => ({
    ...allOf(conditions.map((condition) => conditionSql(scope, place, condition))),
    name: `m${at}_${index}`,
  }))
}

function reckoned({ of, field, metric }: Figure, at: number): string[] {
  if (metric) {
    const met = (index: number) => `count(*) filter (where m${at}_${index})`
    return 'share' in metric.formula
      ? [`${met(0)} as f${at}`, `${met(1)} as f${at}_of`, `${met(0)}::numeric / nullif(${met(1)}, 0) as f${at}_share`]
      : [`${met(0)} as f${at}`]
  }
  if (!field) return [`count(*) as f${at}`]
  return [`${of}(m${at}) as f${at}`]
}

/** As the reader wants it; else time goes forward, and the largest figure stands first. */
function orderOf({ sort, groups, figures }: Plan): string {
  const keys = groups.map((group, at) => groupKey(group, at))
  const steady = [...keys, ...(figures.some(({ field }) => field?.kind === 'money') ? ['currency'] : [])]
  const figureKey = (at: number) =>
    figures[at]?.metric && 'share' in figures[at].metric.formula ? `f${at}_share` : `f${at}`
  const [first] = groups
  const wanted = sort
    ? [
        `${groups[sort.column] ? keys[sort.column] : figureKey(Math.min(sort.column - groups.length, figures.length - 1))} ${sort.descending ? 'desc' : 'asc'} nulls last`,
      ]
    : first?.part || !first || figures.length === 0
      ? []
      : ['f0 desc nulls last']
  return [...wanted, ...steady.map((key) => `${key} asc nulls last`), '1'].join(', ')
}

const groupKey = ({ field }: Group, at: number) =>
  field.kind === 'ref' || field.kind === 'refs' ? `g${at}_name` : `g${at}`

function rowColumns(place: Place, field: ReportField, at: number): Named[] {
  const name = `c${at}`
  if (field.kind === 'refs') return [{ ...place.titles(field), name }]
  const column = place.column(field)
  switch (field.kind) {
    case 'ref':
      return [
        { sql: `${column}::text`, values: [], name },
        { sql: place.title(field, column), values: [], name: `${name}_more` },
      ]
    case 'money':
      return [
        { sql: column, values: [], name },
        { sql: place.column(field, 1), values: [], name: `${name}_more` },
      ]
    case 'date':
      return [{ sql: `to_char(${column}, 'YYYY-MM-DD')`, values: [], name }]
    case 'instant':
      return [{ sql: `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`, values: [], name }]
    default:
      return [{ sql: column, values: [], name }]
  }
}

const sortKey = (field: ReportField, at: number) => (field.kind === 'ref' ? `c${at}_more` : `c${at}`)
