import { numberSignsOf, plainNumber } from './number-text.ts'

/** Beginnings of the words for hours, minutes and seconds in the languages the platform ships. */
const units: readonly [pattern: RegExp, seconds: number][] = [
  [/^(h|hr|hrs|hours?|or[aăe]|ч|час|часа|часов)\.?$/iu, 3600],
  [/^(m|min|mins|minutes?|minut|minute|м|мин|минут[аы]?)\.?$/iu, 60],
  [/^(s|sec|secs|seconds?|secund[aăe]|с|сек|секунд[аы]?)\.?$/iu, 1],
]

/**
 * Seconds of what somebody typed: `1h 30m`, `1:30` (hours and minutes), `90 min`, `1,5 h`; a bare number is hours.
 * Null where it is no length of time.
 */
export function secondsOf(typed: string, language: string): number | null {
  const text = typed.trim().replace(/^[−–]/, '-')
  const isNegative = text.startsWith('-')
  const rest = text.replace(/^[-+]\s*/, '')
  const seconds = clockOf(rest) ?? wordsOf(rest, language)
  return seconds === null ? null : isNegative ? -seconds : seconds
}

function clockOf(text: string): number | null {
  const [, hours, minutes, seconds = '0'] = /^(\d{1,7}):([0-5]\d)(?::([0-5]\d))?$/.exec(text) ?? []
  return hours === undefined ? null : Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
}

/** Larger units come first and none comes twice; a number without one after hours is minutes: `1h 30`. */
function wordsOf(typed: string, language: string): number | null {
  const signs = numberSignsOf(language)
  const text = typed.replaceAll(/(?<=\p{L}\.?),/gu, '').replaceAll(/\s(?:și|si|and|и)\s/giu, ' ')
  const parts = [...text.matchAll(/([\d.,]+)\s*(\p{L}*\.?)/gu)]
  const read = parts.map(([whole]) => whole).join('')
  if (parts.length === 0 || text.replaceAll(/\s/g, '') !== read.replaceAll(/\s/g, '')) return null
  let smallest = Number.POSITIVE_INFINITY
  let total = 0
  for (const [, figure = '', word = ''] of parts) {
    const unit = word === '' ? implied(smallest) : units.find(([pattern]) => pattern.test(word))?.[1]
    const number = plainNumber(figure, signs)
    if (unit === undefined || unit >= smallest || number === null) return null
    smallest = unit
    total += Number(number) * unit
  }
  return Number.isSafeInteger(Math.round(total)) ? Math.round(total) : null
}

const implied = (smallest: number) =>
  smallest === Number.POSITIVE_INFINITY ? 3600 : smallest === 3600 ? 60 : undefined

/** `1h 30m` as the language writes it in short, seconds included: what can be typed back. */
export function typedDuration(seconds: number, language: string): string {
  const whole = Math.abs(seconds)
  const parts: [value: number, unit: 'hour' | 'minute' | 'second'][] = [
    [Math.floor(whole / 3600), 'hour'],
    [Math.floor(whole / 60) % 60, 'minute'],
    [whole % 60, 'second'],
  ]
  const shown = parts.filter(([value]) => value > 0)
  const said = (shown.length > 0 ? shown : [[0, 'hour'] as const]).map(([value, unit]) =>
    new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'narrow', useGrouping: false }).format(value),
  )
  return `${seconds < 0 ? '−' : ''}${said.join(' ')}`
}
