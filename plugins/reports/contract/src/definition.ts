import { type Static, Type } from '@guildhall/sdk'

const oneOf = <const V extends readonly string[]>(values: V) => Type.Unsafe<V[number]>({ type: 'string', enum: values })
const closed = { additionalProperties: false } as const

/** A field of the dataset's resource, or with dots one that a reference leads to: `status`, `project.client`, `custom.colour`. */
const path = Type.String({ pattern: '^[a-z][A-Za-z0-9_]*(\\.[A-Za-z0-9_]+){0,3}$', maxLength: 120 })
const name = Type.String({ pattern: '^[a-z][A-Za-z0-9-]*\\.[a-z][A-Za-z0-9]*$', maxLength: 120 })

export const operators = ['is', 'isNot', 'anyOf', 'atLeast', 'atMost', 'contains', 'isEmpty', 'isFilled'] as const

/**
 * What a record must be to count. `value` is as on the wire; `$me` is the reader, `$today` his day, `$from` and `$to` the first and the last
 * day of the report's period. `other` compares with another field of the record instead; a record that lacks one of the two does not meet it.
 */
export const condition = Type.Object(
  {
    field: path,
    op: oneOf(operators),
    value: Type.Optional(
      Type.Union([
        Type.String({ maxLength: 500 }),
        Type.Number(),
        Type.Boolean(),
        Type.Array(Type.String({ maxLength: 500 }), { maxItems: 100 }),
      ]),
    ),
    other: Type.Optional(path),
  },
  closed,
)
export type Condition = Static<typeof condition>

export const parts = ['day', 'week', 'month', 'quarter', 'year'] as const
export type Part = (typeof parts)[number]

export const ranges = [
  ...['today', 'yesterday', 'thisWeek', 'lastWeek', 'thisMonth', 'lastMonth', 'thisQuarter', 'lastQuarter'],
  ...['thisYear', 'lastYear', 'last7Days', 'last30Days', 'last90Days', 'last12Months', 'between'],
] as const

/**
 * A stretch of days in the tenant's zone; `between` names them, both included. Without a field it is the period of the figures beside the
 * records, not of the records.
 */
export const period = Type.Object(
  {
    field: Type.Optional(path),
    range: Type.String({ pattern: `^(${ranges.join('|')})$` }),
    from: Type.Optional(Type.String({ format: 'date' })),
    to: Type.Optional(Type.String({ format: 'date' })),
  },
  closed,
)
export type Period = Static<typeof period>

export const aggregates = ['count', 'sum', 'avg', 'min', 'max'] as const
export type Aggregate = (typeof aggregates)[number]

/** A figure of each line: of a field, or a metric by its name and the version that was chosen. */
export const measure = Type.Object(
  {
    of: Type.Optional(oneOf(aggregates)),
    field: Type.Optional(path),
    metric: Type.Optional(name),
    version: Type.Optional(Type.Integer({ minimum: 1 })),
    /** What its column is called; after what it reckons unless given. */
    label: Type.Optional(Type.String({ minLength: 1, maxLength: 80 })),
  },
  closed,
)
export type Measure = Static<typeof measure>

/**
 * Figures of another dataset beside each record: of those of its records whose `by` points to this one, or to where `on` of this one points.
 * They are those of the report's period, by `date` or else by the dataset's own.
 */
export const beside = Type.Object(
  {
    dataset: name,
    by: path,
    on: Type.Optional(path),
    measures: Type.Array(measure, { minItems: 1, maxItems: 6 }),
    conditions: Type.Optional(Type.Array(condition, { maxItems: 10 })),
    date: Type.Optional(path),
    /** Whatever the period. */
    always: Type.Optional(Type.Boolean()),
  },
  closed,
)
export type Beside = Static<typeof beside>

export const charts = ['table', 'bar', 'line', 'area', 'pie', 'number', 'pivot'] as const

/** What a report shows: with measures, a line for each combination of its groups; without, the records themselves. */
export const definition = Type.Object(
  {
    dataset: name,
    conditions: Type.Optional(Type.Array(condition, { maxItems: 20 })),
    /** Of these it is enough to meet one. */
    any: Type.Optional(Type.Array(condition, { maxItems: 10 })),
    period: Type.Optional(period),
    groups: Type.Optional(
      Type.Array(Type.Object({ field: path, part: Type.Optional(oneOf(parts)) }, closed), { maxItems: 3 }),
    ),
    measures: Type.Optional(Type.Array(measure, { maxItems: 8 })),
    columns: Type.Optional(Type.Array(path, { maxItems: 30 })),
    /** After the columns. */
    beside: Type.Optional(Type.Array(beside, { maxItems: 8 })),
    /** The column that orders the lines, counted from 0. */
    sort: Type.Optional(Type.Object({ column: Type.Integer({ minimum: 0 }), descending: Type.Boolean() }, closed)),
    chart: Type.Optional(oneOf(charts)),
  },
  closed,
)
export type Definition = Static<typeof definition>
