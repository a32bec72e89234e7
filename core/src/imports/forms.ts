import { minorDigits } from '@guildhall/sdk/formats'
import { Temporal } from 'temporal-polyfill'
import type { Cell } from './files/table.ts'
import type { Mapping } from './mapping.ts'

/** How the file writes numbers and dates. What is written the international way is understood in any case. */
export type Forms = Pick<Mapping, 'dates' | 'decimal' | 'durations' | 'currency'>

/** `1 234,56` with a decimal comma, `1,234.56` with a point; null for what is no number. */
export function decimalText(cell: Cell, { decimal }: Pick<Forms, 'decimal'>): string | null {
  if (typeof cell === 'number') return Number.isFinite(cell) ? plainNumber(cell) : null
  if (typeof cell !== 'string') return null
  const group = decimal === ',' ? '.' : ','
  const bare = cell
    .trim()
    .replace(/[\s\u00A0\u202F'’]/g, '')
    .replace(/\u2212/g, '-')
  const grouped = decimal === ',' ? /^[+-]?\d{1,3}(\.\d{3})+(,\d+)?$/ : /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/
  const text = (grouped.test(bare) ? bare.replaceAll(group, '') : bare).replace(decimal, '.')
  return /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(text) ? text.replace(/^\+/, '') : null
}

/** Without an exponent, with no more digits than the number has. */
function plainNumber(value: number): string {
  const text = String(value)
  return text.includes('e') ? value.toFixed(10).replace(/\.?0+$/, '') : text
}

/** `1.234,56 EUR` → minor units; null where it is no amount, or has more digits than the currency. */
export function moneyOf(
  cell: Cell,
  currency: string | null,
  forms: Forms,
): { amount: number; currency: string } | null {
  const [, before, number = '', behind] =
    typeof cell === 'string'
      ? (/^\s*([A-Z]{3}|[€$£₽]|lei)?\s*(.*?)\s*([A-Z]{3}|[€$£₽]|lei|руб\.?)?\s*$/u.exec(cell) ?? [])
      : [null]
  const named = currency ?? signs[before ?? behind ?? ''] ?? before ?? behind ?? forms.currency
  const text = decimalText(typeof cell === 'string' ? number : cell, forms)
  if (text === null || !/^[A-Z]{3}$/.test(named)) return null
  const [whole = '', fraction = ''] = text.replace('-', '').split('.')
  const digits = minorDigits(named)
  // What a spreadsheet reckoned may end in a hair's breadth.
  const kept =
    typeof cell === 'number'
      ? Number(`0.${fraction || 0}`)
          .toFixed(digits)
          .slice(2)
      : fraction.replace(/0+$/, '')
  const carry =
    typeof cell === 'number' &&
    Number(`0.${fraction || 0}`)
      .toFixed(digits)
      .startsWith('1')
      ? 1
      : 0
  if (kept.length > digits) return null
  const amount = (Number(whole || 0) + carry) * 10 ** digits + Number(kept.padEnd(digits, '0') || 0)
  return Number.isSafeInteger(amount) ? { amount: text.startsWith('-') ? -amount : amount, currency: named } : null
}

const signs: Readonly<Record<string, string>> = {
  '€': 'EUR',
  $: 'USD',
  '£': 'GBP',
  '₽': 'RUB',
  lei: 'RON',
  руб: 'RUB',
  'руб.': 'RUB',
}

/** `29.03.2026`, `3/29/26` or `2026-03-29` → ISO; null for what is in no calendar. */
export function dateOf(cell: Cell, { dates }: Pick<Forms, 'dates'>): string | null {
  if (typeof cell !== 'string') return null
  const text = cell.trim()
  const [, isoYear, isoMonth, isoDay] = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:$|[T\s])/.exec(text) ?? []
  if (isoYear) return calendarDate(isoYear, isoMonth, isoDay)
  const [, first, second, year] = /^(\d{1,2})[-./\s](\d{1,2})[-./\s](\d{4}|\d{2})(?:$|[T\s,])/.exec(text) ?? []
  if (!first || !year) return null
  const whole = year.length === 2 ? `${Number(year) > 69 ? '19' : '20'}${year}` : year
  return dates === 'mdy' ? calendarDate(whole, first, second) : calendarDate(whole, second, first)
}

function calendarDate(year: string, month = '', day = ''): string | null {
  try {
    const parts = { year: Number(year), month: Number(month), day: Number(day) }
    return Temporal.PlainDate.from(parts, { overflow: 'reject' }).toString()
  } catch {
    return null
  }
}

/** A moment; without a zone of its own it is meant in the reader's. */
export function instantOf(cell: Cell, forms: Forms, zone: string): string | null {
  if (typeof cell !== 'string') return null
  const text = cell.trim()
  const date = dateOf(text, forms)
  if (!date) return null
  const [, hour = '0', minute = '0', second = '0', half, offset] =
    /[T\s,]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([ap]m)?\s*(Z|[+-]\d{2}:?\d{2})?$/i.exec(text) ?? []
  if (half === undefined && offset === undefined && /[T\s,]\S/.test(text) && !/:\d{2}/.test(text)) return null
  const hours = half ? (Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0) : Number(hour)
  try {
    const local = Temporal.PlainDate.from(date).toPlainDateTime(
      Temporal.PlainTime.from({ hour: hours, minute: Number(minute), second: Number(second) }, { overflow: 'reject' }),
    )
    const at = offset
      ? Temporal.Instant.from(`${local}${offset.toUpperCase()}`)
      : local.toZonedDateTime(zone).toInstant()
    return at.toString({ smallestUnit: 'millisecond' })
  } catch {
    return null
  }
}

const units: Readonly<Record<Forms['durations'], number>> = { hours: 3600, minutes: 60, seconds: 1 }

/** `1:30`, `1:30:30`, `PT1H30M`, `1 h 30 min`, or a bare number of whatever the file counts; in seconds. */
export function durationOf(cell: Cell, forms: Forms): number | null {
  const text = typeof cell === 'string' ? cell.trim() : ''
  const [, hours, minutes, seconds = '0'] = /^(\d+):([0-5]\d)(?::([0-5]\d))?$/.exec(text) ?? []
  if (hours && minutes) return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
  if (/^P/i.test(text)) return isoDuration(text)
  const parts = [
    ...text.matchAll(/([\d.,]+)\s*(h|hours?|ore|oră|ч|час\S*|m|min\S*|мин\S*|s|sec\S*|с|сек\S*)\.?(?=\s|\d|$)/giu),
  ]
  if (
    parts.length > 0 &&
    parts
      .map(([whole]) => whole)
      .join('')
      .replace(/\s/g, '') === text.replace(/\s/g, '')
  )
    return parts.reduce<number | null>((sum, [, number = '', unit = '']) => {
      const value = decimalText(number, forms)
      return sum === null || value === null ? null : sum + Math.round(Number(value) * secondsIn(unit))
    }, 0)
  const bare = decimalText(cell, forms)
  return bare === null || bare.startsWith('-') ? null : Math.round(Number(bare) * units[forms.durations])
}

const secondsIn = (unit: string) => (/^(h|o|ч)/iu.test(unit) ? 3600 : /^(m|м)/iu.test(unit) ? 60 : 1)

function isoDuration(text: string): number | null {
  try {
    return Math.round(Temporal.Duration.from(text.toUpperCase()).total('seconds'))
  } catch {
    return null
  }
}
