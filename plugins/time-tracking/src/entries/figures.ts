import type { Money, Scope } from '@guildhall/sdk'
import { settingOf } from '../settings.ts'

export type Rounding = 'none' | 'up' | 'nearest'

/**
 * Seconds as they count: up to whole steps of so many minutes, or to the nearest (half a step goes up). Each entry is rounded by itself, so
 * that no way of adding them up changes the total.
 */
export function roundedTime(seconds: number, rounding: Rounding, minutes: number): number {
  const step = minutes * 60
  if (rounding === 'none') return seconds
  return (rounding === 'up' ? Math.ceil(seconds / step) : Math.floor(seconds / step + 0.5)) * step
}

/** What time costs at a rate of an hour: whole minor units, half a unit away from zero. */
export function amountFor(seconds: number, rate: Money): Money {
  const [numerator, hour] = [BigInt(seconds) * BigInt(rate.amount), 3600n]
  return { amount: Number((numerator * 2n + hour) / (hour * 2n)), currency: rate.currency }
}

export const timeOf = (scope: Scope, seconds: number): number =>
  roundedTime(seconds, settingOf<Rounding>(scope, 'rounding'), settingOf<number>(scope, 'roundingMinutes'))

/** What an entry costs: nothing where nobody is to pay for it, and unknown where no rate was ever set. */
export function costOf({ billable, time }: { billable: boolean; time: number }, rate: Money | null): Money | null {
  return rate && (billable ? amountFor(time, rate) : { amount: 0, currency: rate.currency })
}
