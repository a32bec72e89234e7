import type { Condition } from '@guildhall/contract-reports'
import type { Scope } from '@guildhall/sdk'
import { wrongValue } from '../errors.ts'
import type { ReportField } from './fields.ts'
import { type Days, instantsOf } from './period.ts'
import type { Place } from './place.ts'

/** A piece of SQL that is true or false, with its values. */
export interface Piece {
  readonly sql: string
  readonly values: readonly unknown[]
}

const types: Readonly<Record<string, string>> = {
  integer: 'bigint',
  duration: 'bigint',
  money: 'bigint',
  decimal: 'numeric',
  boolean: 'boolean',
  date: 'date',
  instant: 'timestamptz',
  ref: 'uuid',
  refs: 'uuid',
}
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** A condition as SQL. A value that is none of the field's kind is refused. @throws `reports.value_wrong` */
export function conditionSql(scope: Scope, place: Place, condition: Condition): Piece {
  const field = place.field(condition.field)
  const column = place.column(field)
  const type = types[field.kind] ?? 'text'
  const mark = `?::${type}`
  const one = () => kindValue(scope, field, condition.value)
  if (field.kind === 'refs') return linked(scope, place, field, condition)
  if (condition.other !== undefined) {
    const sign = signs[condition.op]
    if (!sign) throw wrongValue({ name: field.label })
    return { sql: `${column} ${sign} ${place.column(place.field(condition.other))}`, values: [] }
  }
  switch (condition.op) {
    case 'is':
      return inDay(scope, field, condition, column) ?? { sql: `${column} = ${mark}`, values: [one()] }
    case 'isNot':
      return { sql: `${column} is distinct from ${mark}`, values: [one()] }
    case 'atLeast':
      return { sql: `${column} >= ${mark}`, values: [startOf(scope, field, one())] }
    case 'atMost':
      return { sql: `${column} ${field.kind === 'instant' ? '<' : '<='} ${mark}`, values: [endOf(scope, field, one())] }
    case 'anyOf':
      return {
        sql: `${column} = any(?::${type}[])`,
        values: [listOf(condition.value).map((value) => kindValue(scope, field, value))],
      }
    case 'contains':
      return { sql: `strpos(lower(${column}::text), lower(?::text)) > 0`, values: [String(condition.value ?? '')] }
    case 'isEmpty':
      return { sql: `${column} is null`, values: [] }
    case 'isFilled':
      return { sql: `${column} is not null`, values: [] }
  }
}

/** All of them; nothing given is true. */
export function allOf(pieces: readonly Piece[]): Piece {
  if (pieces.length === 0) return { sql: 'true', values: [] }
  return { sql: pieces.map(({ sql }) => `(${sql})`).join(' and '), values: pieces.flatMap(({ values }) => values) }
}

/** One of them at least. */
export function anyOf(pieces: readonly Piece[]): Piece {
  return { sql: pieces.map(({ sql }) => `(${sql})`).join(' or '), values: pieces.flatMap(({ values }) => values) }
}

/** Whether a date or instant lies in days of the tenant's zone. */
export function withinDays(scope: Scope, field: ReportField, column: string, days: Days): Piece {
  if (field.kind === 'date') return { sql: `${column} between ?::date and ?::date`, values: [days.from, days.to] }
  const { from, before } = instantsOf(days, scope.tenant.zone)
  return { sql: `${column} >= ?::timestamptz and ${column} < ?::timestamptz`, values: [from, before] }
}

const signs: Readonly<Record<string, string>> = { is: '=', isNot: 'is distinct from', atLeast: '>=', atMost: '<=' }

function linked(scope: Scope, place: Place, field: ReportField, { op, value }: Condition): Piece {
  const ids = listOf(value).map((one) => kindValue(scope, field, one))
  const any: Piece = { sql: 'true', values: [] }
  const named: Piece = { sql: 'k.target_id = any(?::uuid[])', values: [ids] }
  const isAbsent = op === 'isEmpty' || op === 'isNot'
  const { sql, values } = place.hasLink(field, op === 'isEmpty' || op === 'isFilled' ? any : named)
  return { sql: isAbsent ? `not ${sql}` : sql, values }
}

function kindValue(scope: Scope, field: ReportField, given: unknown): unknown {
  const value = given === '$me' ? scope.me : given === '$today' ? scope.clock.today(scope.tenant.zone) : given
  if (!isOfKind(field, value)) throw wrongValue({ name: field.label })
  return value
}

function isOfKind({ kind, values }: ReportField, value: unknown): boolean {
  switch (kind) {
    case 'integer':
    case 'duration':
    case 'money':
      return Number.isSafeInteger(Number(value)) && value !== '' && typeof value !== 'boolean'
    case 'decimal':
      return value !== '' && Number.isFinite(Number(value))
    case 'boolean':
      return value === true || value === false || value === 'true' || value === 'false'
    case 'date':
    case 'instant':
      return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value) && !Number.isNaN(Date.parse(value))
    case 'ref':
    case 'refs':
      // A reader who is nobody here meets no condition on himself.
      return value === null || (typeof value === 'string' && uuid.test(value))
    case 'enumeration':
    case 'state':
      return values?.some((each) => each.value === value) ?? false
    default:
      return typeof value === 'string'
  }
}

/** A day is compared with instants by when it begins, or ends, where the business is. */
const isDay = (field: ReportField, value: unknown) => field.kind === 'instant' && String(value).length === 10

function startOf(scope: Scope, field: ReportField, value: unknown): unknown {
  const day = String(value)
  return isDay(field, value) ? instantsOf({ from: day, to: day }, scope.tenant.zone).from : value
}

function endOf(scope: Scope, field: ReportField, value: unknown): unknown {
  const day = String(value)
  return isDay(field, value) ? instantsOf({ from: day, to: day }, scope.tenant.zone).before : value
}

function inDay(scope: Scope, field: ReportField, { value }: Condition, column: string): Piece | null {
  const day = value === '$today' ? scope.clock.today(scope.tenant.zone) : String(value)
  return isDay(field, day) && isOfKind(field, day) ? withinDays(scope, field, column, { from: day, to: day }) : null
}

const listOf = (value: Condition['value']): readonly (string | number | boolean)[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value]
