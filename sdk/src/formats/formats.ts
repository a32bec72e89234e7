import type { Money } from '../fields/number.ts'
import { majorUnits, minorDigits } from './currency.ts'

/** How a reader sees values: his language first, then those he falls back to, and his zone (IANA). */
export interface Manner {
  readonly locales: readonly string[]
  readonly zone: string
}

export interface FormatOptions {
  readonly dateStyle?: 'full' | 'long' | 'medium' | 'short'
  readonly timeStyle?: 'full' | 'long' | 'medium' | 'short'
  /** `{{until, instant(zone: UTC)}}`: another zone than the reader's. */
  readonly zone?: string
  /** `unlessPresent` leaves out the present year, for lists; styles are as if they were `medium` and `short` then. */
  readonly year?: 'always' | 'unlessPresent'
  readonly digits?: number
  /** `long` writes the units out: some languages end the short ones with a full stop. `clock` is hours and minutes as in a timesheet: `8:05`. */
  readonly durationStyle?: DurationStyle
}

type DurationStyle = 'long' | 'short' | 'narrow' | 'clock'
type Format = (value: unknown, manner: Manner, options: FormatOptions) => string

/** The formats a placeholder may name. What cannot be read as the kind meant is shown as it is. */
export const formats: Readonly<Record<string, Format>> = {
  number: (value, { locales }, { digits }) =>
    isNumeric(value)
      ? numberFormat(
          locales,
          digits === undefined ? {} : { minimumFractionDigits: digits, maximumFractionDigits: digits },
        ).format(value)
      : shown(value),
  money: (value, { locales }) => (isMoney(value) ? formatMoney(value, locales) : shown(value)),
  date: (value, { locales }, { dateStyle = 'long', year }) =>
    formatTime(value, locales, {
      ...(year === 'unlessPresent' && isOfPresentYear(value, 'UTC') ? dayOfYear : { dateStyle }),
      timeZone: 'UTC',
    }),
  instant: (value, manner, { dateStyle = 'medium', timeStyle = 'short', zone = manner.zone, year }) =>
    formatTime(value, manner.locales, {
      ...(year === 'unlessPresent' && isOfPresentYear(value, zone)
        ? { ...dayOfYear, hour: 'numeric', minute: '2-digit' }
        : { dateStyle, timeStyle }),
      timeZone: zone,
    }),
  weekday: (value, { locales }) =>
    isNumeric(value)
      ? formatTime(firstMonday + Number(value) * dayLength, locales, { weekday: 'long', timeZone: 'UTC' })
      : shown(value),
  duration: (value, { locales }, { durationStyle = 'short' }) =>
    typeof value === 'number' && Number.isFinite(value) ? formatDuration(value, locales, durationStyle) : shown(value),
  list: (value, { locales }) => (Array.isArray(value) ? listFormat(locales).format(value.map(shown)) : shown(value)),
  capitalized: (value, { locales }) => capitalize(shown(value), locales),
}

function formatMoney({ amount, currency }: Money, locales: readonly string[]): string {
  const digits = minorDigits(currency)
  return numberFormat(locales, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(majorUnits(amount, currency))
}

const dayLength = 86_400_000
/** The day before the first Monday after 1970 began, so that 1 is a Monday (ISO 8601). */
const firstMonday = Date.UTC(1970, 0, 4)
const dayOfYear = { month: 'short', day: 'numeric' } as const

function isOfPresentYear(value: unknown, timeZone: string): boolean {
  const year = (at: unknown) => formatTime(at, ['en'], { year: 'numeric', timeZone })
  return year(value) === year(Date.now())
}

function formatTime(value: unknown, locales: readonly string[], options: Intl.DateTimeFormatOptions): string {
  const at =
    value instanceof Date ? value : typeof value === 'string' || typeof value === 'number' ? new Date(value) : undefined
  return at && !Number.isNaN(at.getTime()) ? dateFormat(locales, options).format(at) : shown(value)
}

/** Hours and minutes, however many hours; seconds only below a minute, because nobody reads them above it. Nothing is no minutes. */
function formatDuration(seconds: number, locales: readonly string[], style: DurationStyle): string {
  const whole = Math.round(Math.abs(seconds))
  const sign = seconds < 0 && whole > 0 ? '−' : ''
  if (style === 'clock') return sign + onClock(Math.round(whole / 60))
  const parts =
    whole > 0 && whole < 60
      ? { seconds: whole }
      : { hours: Math.floor(Math.round(whole / 60) / 60), minutes: Math.round(whole / 60) % 60 }
  const text = durationFormat(locales, { style, ...(whole === 0 && { minutesDisplay: 'always' }) }).format(parts)
  return sign + text
}

const onClock = (minutes: number) => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`

function capitalize(text: string, locales: readonly string[]): string {
  const [first = ''] = text
  return first.toLocaleUpperCase(locales as string[]) + text.slice(first.length)
}

function isNumeric(value: unknown): value is number | bigint | `${number}` {
  return (
    typeof value === 'number' ||
    typeof value === 'bigint' ||
    (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value))
  )
}

function isMoney(value: unknown): value is Money {
  const { amount, currency } = (value ?? {}) as Partial<Money>
  return /^-?\d+$/.test(String(amount)) && typeof currency === 'string' && /^[A-Z]{3}$/.test(currency)
}

function shown(value: unknown): string {
  return value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value)
}

const numberFormat = remembered((locales, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locales, options))
const dateFormat = remembered(
  (locales, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locales, options),
)
const listFormat = remembered((locales) => new Intl.ListFormat(locales))
const durationFormat = remembered(
  (locales, options: Intl.DurationFormatOptions) => new Intl.DurationFormat(locales, options),
)

/** Making an Intl formatter costs a thousand times its use. */
function remembered<T, O = void>(make: (locales: string[], options: O) => T) {
  const made = new Map<string, T>()
  return (locales: readonly string[], options: O): T => {
    const key = JSON.stringify([locales, options])
    let format = made.get(key)
    if (!format) {
      if (made.size >= 500) made.clear()
      format = make(locales as string[], options)
      made.set(key, format)
    }
    return format
  }
}
