import { expect, test } from 'vitest'
import { secondsOf, typedDuration } from '../../src/fields/duration-text.ts'

test.each([
  ['1h 30m', 'en', 5400],
  ['1h30', 'en', 5400],
  ['1:30', 'en', 5400],
  ['0:05:30', 'en', 330],
  ['90 min', 'en', 5400],
  ['90m', 'en', 5400],
  ['1.5', 'en', 5400],
  ['1,5 h', 'ro', 5400],
  ['2', 'en', 7200],
  ['2 ore și 15 minute', 'ro', 8100],
  ['o', 'ro', null],
  ['1 oră', 'ro', 3600],
  ['1 ч 30 мин', 'ru', 5400],
  ['2 часа', 'ru', 7200],
  ['5 минут', 'ru', 300],
  ['45s', 'en', 45],
  ['−1h', 'en', -3600],
  ['1 hr, 30 min', 'en', 5400],
  ['', 'en', null],
  ['soon', 'en', null],
  ['1h 90x', 'en', null],
  ['30m 1h', 'en', null],
  ['1h 1h', 'en', null],
  ['1:75', 'en', null],
  ['1h tomorrow', 'en', null],
  ['3 days', 'en', null],
])('%s in %s is %s seconds', (typed, language, seconds) => {
  expect(secondsOf(typed, language)).toBe(seconds)
})

test('what is shown for typing is read back as it was, to the second', () => {
  for (const language of ['en', 'ro', 'ru'])
    for (const seconds of [0, 45, 60, 3599, 3600, 5400, 5430, 36_000_000, -5400])
      expect([language, secondsOf(typedDuration(seconds, language), language)]).toEqual([language, seconds])
})
