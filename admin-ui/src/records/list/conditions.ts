import type { ManifestRecordField, ManifestResource } from '@guildhall/sdk/manifest'
import { listedField } from './listed-fields.ts'

export type FilterValues = Readonly<Record<string, unknown>>

/** What a list's filter says of one field. */
export interface Conditions {
  /** The field's name; of what is no field, the key itself. */
  readonly name: string
  readonly field: ManifestRecordField | undefined
  readonly entries: readonly (readonly [operator: string, value: unknown])[]
}

const operators = new Set(['gte', 'lte', 'gt', 'lt', 'ne', 'in', 'nin', 'like', 'null'])

/** `dueAt_gte` is the operator `gte` of `dueAt`. */
export function partsOf(key: string): readonly [name: string, operator: string] {
  const cut = key.lastIndexOf('_')
  const operator = key.slice(cut + 1)
  return cut > 0 && operators.has(operator) ? [key.slice(0, cut), operator] : [key, 'eq']
}

/** A filter by field, without the search and the archive, which have places of their own. */
export function conditionsOf(resource: ManifestResource, filter: FilterValues): readonly Conditions[] {
  const asked = Object.entries(filter).filter(([key, value]) => key !== 'q' && key !== 'archived' && isSet(value))
  const byName = Map.groupBy(asked, ([key]) => partsOf(key)[0])
  return [...byName].map(([name, entries]) => ({
    name,
    field: listedField(resource, name),
    entries: entries.map(([key, value]) => [partsOf(key)[1], value] as const),
  }))
}

/** The filter without what it says of one field. */
export const without = (filter: FilterValues, name: string): FilterValues =>
  Object.fromEntries(Object.entries(filter).filter(([key]) => partsOf(key)[0] !== name))

/** A filter as it is asked: nothing that says nothing. */
export const said = (filter: FilterValues): FilterValues =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => isSet(value)))

const isSet = (value: unknown) =>
  value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)

/** Whether two ways of looking say the same, in whatever order. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(ordered(one)) === JSON.stringify(ordered(other))
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, ordered(part)]),
  )
}
