import type { Condition, Definition, Period } from '@guildhall/contract-reports'
import type { Days } from './period.ts'

/** Of which time a report tells: what is wished, else what it says itself; without a field it is that of the figures beside its records. */
export function periodOf(
  definition: Definition,
  date: string | undefined,
  period: Omit<Period, 'field'> | undefined,
): Period | null {
  if (!period) return definition.period ?? null
  const isBeside = (definition.beside ?? []).length > 0 && definition.period?.field === undefined
  const field = definition.period?.field ?? date
  return isBeside ? period : field === undefined ? null : { ...period, field }
}

/** Days of the period that a condition names; without a period all there ever were and will be. */
export function inPeriod(condition: Condition, days: Days | null): Condition {
  if (condition.value === '$from') return { ...condition, value: days?.from ?? '0001-01-01' }
  return condition.value === '$to' ? { ...condition, value: days?.to ?? '9999-12-31' } : condition
}
