import type { Period } from '@guildhall/contract-reports'
import { Temporal } from 'temporal-polyfill'

/** Days `from` to `to`, both included, in a zone. */
export interface Days {
  readonly from: string
  readonly to: string
}

/** The days a period means on a day of the reader's. Weeks begin on Monday (ISO 8601). */
export function daysOf(period: Pick<Period, 'range' | 'from' | 'to'>, today: string): Days {
  const day = Temporal.PlainDate.from(today)
  if (period.range === 'between') {
    const from = period.from ?? '0001-01-01'
    return { from, to: period.to ?? '9999-12-31' }
  }
  const back = /^last(\d+)(Days|Months)$/.exec(period.range)
  if (back) {
    const length = Number(back[1])
    const from = back[2] === 'Days' ? day.subtract({ days: length - 1 }) : monthOf(day).subtract({ months: length - 1 })
    return { from: from.toString(), to: day.toString() }
  }
  if (period.range === 'today') return { from: today, to: today }
  if (period.range === 'yesterday') return span(day.subtract({ days: 1 }), { days: 1 })
  const [, which, unit] = /^(this|last)(Week|Month|Quarter|Year)$/.exec(period.range) ?? []
  const { start, length } = unitOf(unit, day)
  return span(which === 'last' ? start.subtract(length) : start, length)
}

/** The instants that days begin and end at in a zone; the end is excluded. */
export function instantsOf({ from, to }: Days, zone: string): { from: string; before: string } {
  const begin = (date: Temporal.PlainDate) =>
    date.toZonedDateTime(zone).toInstant().toString({ fractionalSecondDigits: 3 })
  const last = Temporal.PlainDate.from(to)
  return {
    from: begin(Temporal.PlainDate.from(from)),
    before: to === '9999-12-31' ? begin(last) : begin(last.add({ days: 1 })),
  }
}

/** The days of the calendar part that begins on a date: what a line of a report grouped by it stands for. */
export function daysOfPart(part: string, start: string): Days {
  const lengths: Readonly<Record<string, Temporal.DurationLike>> = {
    day: { days: 1 },
    week: { weeks: 1 },
    month: { months: 1 },
    quarter: { months: 3 },
    year: { years: 1 },
  }
  return span(Temporal.PlainDate.from(start), lengths[part] ?? { days: 1 })
}

/** The running week, month, … and as many before it as make `count`, oldest first. */
export function lastParts(part: 'week' | 'month', count: number, today: string): Days[] {
  const { start, length } = unitOf(part === 'week' ? 'Week' : 'Month', Temporal.PlainDate.from(today))
  return Array.from({ length: count }, (_, at) => {
    const back = count - 1 - at
    return span(start.subtract(part === 'week' ? { weeks: back } : { months: back }), length)
  })
}

const monthOf = (day: Temporal.PlainDate) => day.with({ day: 1 })

function unitOf(unit: string | undefined, day: Temporal.PlainDate) {
  switch (unit) {
    case 'Week':
      return { start: day.subtract({ days: day.dayOfWeek - 1 }), length: { weeks: 1 } }
    case 'Month':
      return { start: monthOf(day), length: { months: 1 } }
    case 'Quarter':
      return { start: monthOf(day).subtract({ months: (day.month - 1) % 3 }), length: { months: 3 } }
    default:
      return { start: monthOf(day).with({ month: 1 }), length: { years: 1 } }
  }
}

function span(start: Temporal.PlainDate, length: Temporal.DurationLike): Days {
  return { from: start.toString(), to: start.add(length).subtract({ days: 1 }).toString() }
}
