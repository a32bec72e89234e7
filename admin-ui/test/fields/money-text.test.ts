import { expect, test } from 'vitest'
import { minorUnitsOf, typedMoney } from '../../src/fields/money-text.ts'

test.each([
  ['1250.50', 'EUR', 'en', 125050],
  ['1,250.50', 'EUR', 'en', 125050],
  ['1.250,50', 'EUR', 'ro', 125050],
  ['1 250,50', 'EUR', 'ru', 125050],
  ['1\u00a0250,5', 'EUR', 'ru', 125050],
  ['12.5', 'EUR', 'ro', 1250],
  ['12,5', 'EUR', 'en', 1250],
  ['1.250', 'EUR', 'ro', 125000],
  ['1,250', 'EUR', 'en', 125000],
  ["1'250.00", 'CHF', 'de-CH', 125000],
  ['−3,20', 'EUR', 'ro', -320],
  ['0,05', 'EUR', 'ro', 5],
  ['1500', 'JPY', 'en', 1500],
  ['1.234', 'KWD', 'en', 1234],
  ['12.50000', 'EUR', 'en', 1250],
  ['90071992547409.91', 'EUR', 'en', 9007199254740991],
])('%s in %s, read in %s, is %i minor units', (typed, currency, language, amount) => {
  expect(minorUnitsOf(typed, currency, language)).toBe(amount)
})

test.each([
  ['', 'EUR', 'en'],
  ['abc', 'EUR', 'en'],
  ['1.255', 'EUR', 'en'],
  ['1,5,5', 'EUR', 'en'],
  ['1.25.50', 'EUR', 'ro'],
  ['12-5', 'EUR', 'en'],
  ['1.5', 'JPY', 'en'],
  ['1e5', 'EUR', 'en'],
  ['90071992547409.92', 'EUR', 'en'],
  ['12,50 lei', 'RON', 'ro'],
])('%s is no amount in %s, read in %s', (typed, currency, language) => {
  expect(minorUnitsOf(typed, currency, language)).toBeNull()
})

test('what is shown for typing is read back as it was', () => {
  for (const language of ['en', 'ro', 'ru'])
    for (const currency of ['EUR', 'JPY', 'KWD'])
      for (const amount of [0, 5, -5, 100, 125050, -99_999_999])
        expect(minorUnitsOf(typedMoney(amount, currency, language), currency, language)).toBe(amount)
})
