import { Temporal } from 'temporal-polyfill'
import { readMoment } from './moments.ts'
import type { PresetRecord } from './preset-schema.ts'

/** When a series goes on: today, the tenant's zone, and the days that are left out beside its own. */
export interface Days {
  readonly today: string
  readonly zone: string
  readonly free: ReadonlySet<string>
}

/**
 * A record that is made again on many days, as records of single days: `$day` stands for the day, and `{ "$cycle": [a, b] }` for one of the
 * list, the next each time. Their keys are numbered from 1.
 */
export function daysOf(record: PresetRecord, days: Days): PresetRecord[] {
  const { each, key, ...rest } = record
  if (!each) return [record]
  const at = (written: string) => Temporal.PlainDate.from(readMoment(written, days) ?? days.today)
  const [first, last] = [at(each.from), at(each.to)]
  const out = (each.except ?? []).map(([from, to]) => [String(at(from)), String(at(to))] as const)
  const found: PresetRecord[] = []
  for (let day = first; Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
    const name = day.toString()
    if (each.weekdays && !each.weekdays.includes(day.dayOfWeek)) continue
    if (days.free.has(name) || out.some(([from, to]) => name >= from && name <= to)) continue
    const since = day.since(Temporal.PlainDate.from(days.today), { largestUnit: 'day' }).days
    const written = `$today${since < 0 ? since : `+${since}`}d`
    found.push({ ...(onDay(rest, written, found.length) as typeof rest), key: `${key}-${found.length + 1}` })
  }
  return found
}

function onDay(value: unknown, day: string, turn: number): unknown {
  if (typeof value === 'string') return value.replace(/^\$day(?=T|$)/, day)
  if (Array.isArray(value)) return value.map((part) => onDay(part, day, turn))
  if (typeof value !== 'object' || value === null) return value
  const { $cycle: list } = value as { $cycle?: readonly unknown[] }
  if (list) return onDay(list[turn % list.length], day, turn)
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, onDay(part, day, turn)]))
}
