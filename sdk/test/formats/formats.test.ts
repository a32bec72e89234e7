import { describe, expect, it } from 'vitest'
import { majorUnits, minorDigits } from '../../src/formats/currency.ts'
import { type FormatOptions, formats } from '../../src/formats/formats.ts'

const format = (name: string, value: unknown, locale = 'en', options: FormatOptions = {}, zone = 'UTC') =>
  formats[name]?.(value, { locales: [locale], zone }, options).replace(/[\u00a0\u202f]/g, ' ')

describe('money', () => {
  it('is written with the digits its currency has', () => {
    expect(format('money', { amount: 1250, currency: 'EUR' })).toBe('€12.50')
    expect(format('money', { amount: 1250, currency: 'JPY' })).toBe('¥1,250')
    expect(format('money', { amount: 1250, currency: 'KWD' })).toBe('KWD 1.250')
    expect(format('money', { amount: 1250, currency: 'RON' }, 'ro')).toBe('12,50 RON')
    expect(format('money', { amount: -1250, currency: 'RUB' }, 'ru')).toBe('-12,50 ₽')
  })

  it('has the digits of ISO 4217, where Intl would drop the fillér', () => {
    expect(minorDigits('HUF')).toBe(2)
    expect(format('money', { amount: 150_000, currency: 'HUF' }, 'en')).toBe('HUF 1,500.00')
  })

  it('loses nothing however large it is', () => {
    expect(majorUnits(9_007_199_254_740_991n, 'EUR')).toBe('90071992547409.91')
    expect(majorUnits('-123456789012345678901', 'EUR')).toBe('-1234567890123456789.01')
    expect(majorUnits(5, 'EUR')).toBe('0.05')
    expect(format('money', { amount: 9_007_199_254_740_991, currency: 'EUR' })).toBe('€90,071,992,547,409.91')
  })

  it('that is none is shown as it is', () => {
    expect(format('money', { amount: 1.5, currency: 'EUR' })).toBe('{"amount":1.5,"currency":"EUR"}')
    expect(format('money', 'free')).toBe('free')
    expect(format('money', null)).toBe('')
  })
})

describe('time', () => {
  it('a calendar date is the same day in every zone', () => {
    expect(format('date', '2026-03-29', 'en', {}, 'Pacific/Kiritimati')).toBe('March 29, 2026')
    expect(format('date', '2026-03-29', 'ro', {}, 'America/Los_Angeles')).toBe('29 martie 2026')
  })

  it('an instant is told in the zone of the reader, across the hour that summer time skips', () => {
    expect(format('instant', '2026-03-29T00:30:00.000Z', 'en', {}, 'Europe/Bucharest')).toBe('Mar 29, 2026, 2:30 AM')
    expect(format('instant', '2026-03-29T01:30:00.000Z', 'en', {}, 'Europe/Bucharest')).toBe('Mar 29, 2026, 4:30 AM')
    expect(format('instant', 'soon')).toBe('soon')
  })

  it('a length of time counts hours beyond a day', () => {
    expect(format('duration', 27_000)).toBe('7 hr, 30 min')
    expect(format('duration', 97_500, 'ru')).toBe('27 ч 5 мин')
    expect(format('duration', 3_599.6)).toBe('1 hr')
    expect(format('duration', 45)).toBe('45 sec')
    expect(format('duration', 1_260, 'ro', { durationStyle: 'long' })).toBe('21 de minute')
    expect(format('duration', 0)).toBe('0 min')
    expect(format('duration', -3_600)).toBe('−1 hr')
    expect(
      [29, 5_400, -86_700].map((seconds) => format('duration', seconds, 'en', { durationStyle: 'clock' })),
    ).toEqual(['0:00', '1:30', '−24:05'])
  })
})

it('lists and numbers are joined and grouped as the language does', () => {
  expect(format('list', ['a', 'b', 'c'], 'ro')).toBe('a, b și c')
  expect(format('list', [])).toBe('')
  expect(format('number', 1234.5, 'ru')).toBe('1 234,5')
  expect(format('number', 12345.5, 'ru')).toBe('12 345,5')
  expect(format('capitalized', 'încăpere', 'ro')).toBe('Încăpere')
})

it('lists leave out the present year, in the zone of the reader', () => {
  const zone = 'Europe/Bucharest'
  const year = new Intl.DateTimeFormat('en', { year: 'numeric', timeZone: zone }).format(Date.now())
  const say = (kind: string, value: string) =>
    formats[kind]?.(value, { locales: ['en'], zone }, { year: 'unlessPresent' })
  expect(say('date', `${year}-06-05`)).toBe('Jun 5')
  expect(say('date', '2001-06-05')).toBe('June 5, 2001')
  expect(say('instant', `${year}-06-05T06:00:00.000Z`)).toBe('Jun 5, 9:00 AM')
  // Two hours before, it is that year here already.
  expect(say('instant', `${Number(year) - 1}-12-31T22:30:00.000Z`)).toBe('Jan 1, 12:30 AM')
  expect(say('instant', '2001-06-05T06:00:00.000Z')).toBe('Jun 5, 2001, 9:00 AM')
})

it('a weekday is called by its name, from Monday on', () => {
  expect([1, 7].map((day) => format('weekday', day))).toEqual(['Monday', 'Sunday'])
  expect(format('weekday', 3, 'ro')).toBe('miercuri')
  expect(format('weekday', null)).toBe('')
})
