import type { ManifestRecordField } from '@guildhall/sdk/manifest'
import type { RaRecord } from 'react-admin'
import { dayOf, instantOf, startOfDay, startOfNextDay, wallTimeOf } from '../../fields/zone.ts'
import type { Days } from '../list/view-kinds.ts'
import { addDays, daysFrom } from './days.ts'

/** The days a record takes up in a zone; null where it has none. */
export function daysOf(record: RaRecord, { from, to }: Days, zone: string): { from: string; to: string } | null {
  const first = dayIn(record[from.name], from, zone)
  if (!first) return null
  const last = to ? dayIn(record[to.name], to, zone) : null
  return { from: first, to: last && last > first ? last : first }
}

/** The time of day a record begins at, as the reader writes it; null where it has none. */
export const timeOf = (record: RaRecord, { from }: Days, zone: string, language: string): string | null =>
  from.kind === 'instant' && typeof record[from.name] === 'string'
    ? new Intl.DateTimeFormat(language, { timeStyle: 'short', timeZone: zone }).format(new Date(record[from.name]))
    : null

/** What a list is asked for so that it gives all that touches these days, both of them included. */
export function touching({ from, to }: Days, first: string, last: string, zone: string): object {
  const begins = { ...atLeast(from, first, zone), ...atMost(from, last, zone) }
  if (!to) return begins
  return {
    ...atMost(from, last, zone),
    $or: [atLeast(to, first, zone), { ...atLeast(from, first, zone), [`${to.name}_null`]: true }],
  }
}

/** The record's times on another day: the hour stays what clocks there show, the end moves as far as the beginning. */
export function movedTo(record: RaRecord, days: Days, day: string, zone: string): Readonly<Record<string, unknown>> {
  const now = daysOf(record, days, zone)
  if (!now) return {}
  const by = daysFrom(now.from, day)
  const fields = [days.from, ...(days.to ? [days.to] : [])]
  return Object.fromEntries(
    fields
      .filter(({ name }) => record[name])
      .map((field) => [field.name, shifted(String(record[field.name]), field, by, zone)]),
  )
}

function shifted(value: string, { kind }: ManifestRecordField, by: number, zone: string): string {
  if (kind !== 'instant') return addDays(value, by)
  const wall = wallTimeOf(value, zone)
  return instantOf(`${addDays(wall.slice(0, 10), by)}${wall.slice(10)}`, zone) ?? value
}

const dayIn = (value: unknown, { kind }: ManifestRecordField, zone: string): string | null =>
  typeof value !== 'string' || value === '' ? null : kind === 'instant' ? dayOf(value, zone) : value.slice(0, 10)

const atLeast = ({ name, kind }: ManifestRecordField, day: string, zone: string) => ({
  [`${name}_gte`]: kind === 'instant' ? startOfDay(day, zone) : day,
})
const atMost = ({ name, kind }: ManifestRecordField, day: string, zone: string) =>
  kind === 'instant' ? { [`${name}_lt`]: startOfNextDay(day, zone) } : { [`${name}_lte`]: day }
