import { majorUnits, minorDigits } from '@guildhall/sdk/formats'
import { numberSignsOf, plainNumber } from './number-text.ts'

/** On the wire: minor units of an ISO 4217 currency. */
export interface Money {
  readonly amount: number
  readonly currency: string
}

/** Minor units of what somebody typed in major ones: `1.250,50` in Romanian and EUR is 125050; null where it is no amount. */
export function minorUnitsOf(typed: string, currency: string, language: string): number | null {
  const plain = plainNumber(typed, numberSignsOf(language))
  if (plain === null) return null
  const [whole = '', fraction = ''] = plain.split('.')
  const digits = minorDigits(currency)
  const kept = fraction.replace(/0+$/, '')
  if (kept.length > digits) return null
  const amount = Number(`${whole}${kept.padEnd(digits, '0')}`)
  return Number.isSafeInteger(amount) ? amount : null
}

/** An amount as somebody would type it: no grouping, the language's decimal sign, the digits its currency has. */
export function typedMoney(amount: number, currency: string, language: string): string {
  return majorUnits(amount, currency).replace('.', numberSignsOf(language).decimal)
}
