import { invalid } from '../records/errors.ts'

/** How long keys live, as the installation has it. */
export interface KeyPolicy {
  /** Days that are offered first. */
  readonly usualDays: number
  readonly mostDays: number
  /** Whether a key may have no end. */
  readonly mayBeUnending: boolean
}

const day = 86_400_000
export const usualPolicy: KeyPolicy = policyOf(365, false)

export function policyOf(mostDays: number, mayBeUnending: boolean): KeyPolicy {
  return { usualDays: Math.min(90, mostDays), mostDays, mayBeUnending }
}

/**
 * When a key ends.
 * @param days undefined for the usual time, null for never
 * @throws 422 beyond what the installation allows
 */
export function endOf(policy: KeyPolicy, days: number | null | undefined, now: string): string | null {
  if (days === null) {
    if (!policy.mayBeUnending) throw invalid({}, [{ path: 'days', code: 'validation.required' }])
    return null
  }
  const wanted = days ?? policy.usualDays
  if (wanted > policy.mostDays)
    throw invalid({}, [{ path: 'days', code: 'validation.maximum', params: { limit: policy.mostDays } }])
  return new Date(Date.parse(now) + wanted * day).toISOString()
}
