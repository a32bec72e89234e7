import { Temporal } from 'temporal-polyfill'
import { addDays } from '../calendar.ts'
import type { Program } from './programs.ts'

/** A line of a file, understood. */
export interface Row {
  /** An e-mail address where the file has one, else a name. */
  readonly person: string
  readonly project: string
  readonly task: string
  readonly note: string
  readonly billable: boolean
  readonly startedAt: string
  readonly endedAt: string
}

export type Line = Readonly<Record<string, string>>

/** @returns null where a date or time cannot be read */
export function rowOf(
  line: Line,
  program: Program,
  { zone, isDayFirst }: { zone: string; isDayFirst: boolean },
): Row | null {
  const value = (name: string) => line[name]?.trim() ?? ''
  const at = ([date, time]: readonly [string, string]) => instantOf(value(date), value(time), zone, isDayFirst)
  const [startedAt, ended] = [at(program.from), at(program.to)]
  if (!startedAt || !ended) return null
  // Kimai names one date: what ends earlier than it began ended the next day.
  const isNextDay = ended < startedAt && program.from[0] === program.to[0]
  const day = dateOf(value(program.to[0]), isDayFirst)
  const endedAt = isNextDay && day ? instantOf(addDays(day, 1), value(program.to[1]), zone, false) : ended
  if (!endedAt) return null
  return {
    person: program.person.map(value).find(Boolean) ?? '',
    project: value(program.project),
    task: value(program.task),
    note: value(program.note),
    billable: !/^(no|false|0)$/i.test(value(program.billable)),
    startedAt,
    endedAt,
  }
}

function instantOf(date: string, time: string, zone: string, isDayFirst: boolean): string | null {
  const day = dateOf(date, isDayFirst)
  const [, hours = '', minutes = '', seconds = '0', half] =
    /^(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap]m)?$/i.exec(time) ?? []
  if (!day || hours === '') return null
  const hour = half ? (Number(hours) % 12) + (/p/i.test(half) ? 12 : 0) : Number(hours)
  try {
    return Temporal.PlainDate.from(day)
      .toZonedDateTime({
        timeZone: zone,
        plainTime: Temporal.PlainTime.from(
          { hour, minute: Number(minutes), second: Number(seconds) },
          { overflow: 'reject' },
        ),
      })
      .toInstant()
      .toString({ fractionalSecondDigits: 3 })
  } catch {
    return null
  }
}

/** `2026-03-09`, `03/09/2026`, with the day first `09/03/2026`, and always so with points, `09.03.2026`. */
function dateOf(text: string, isDayFirst: boolean): string | null {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return text
  const [, one = '', sign = '', two = '', year = ''] = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})$/.exec(text) ?? []
  if (!year) return null
  const [day, month] = isDayFirst || sign === '.' ? [one, two] : [two, one]
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}
