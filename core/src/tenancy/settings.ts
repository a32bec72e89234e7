import { canonicalLanguage } from '../i18n/languages.ts'
import { invalid } from '../records/errors.ts'
import { isZone } from './zone.ts'

/** What a business says of itself. */
export interface TenantSettings {
  readonly name: string
  /** IANA. */
  readonly zone: string
  /** BCP 47. */
  readonly language: string
  /** ISO 4217. */
  readonly currency: string
  /** 1 Monday … 7 Sunday. */
  readonly weekStart: number
}

const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

/** @throws 422 naming what cannot be meant */
export function requireSettings({ name, zone, language, currency, weekStart }: TenantSettings): void {
  const problems = [
    ...(name.trim() === '' ? [{ path: 'name', code: 'validation.required' }] : []),
    ...(isZone(zone) ? [] : [{ path: 'zone', code: 'tenancy.unknown_zone' }]),
    ...(canonicalLanguage(language) === language ? [] : [{ path: 'language', code: 'words.unknown_language' }]),
    ...(currencies.has(currency) ? [] : [{ path: 'currency', code: 'tenancy.unknown_currency' }]),
    ...(Number.isInteger(weekStart) && weekStart >= 1 && weekStart <= 7
      ? []
      : [{ path: 'weekStart', code: 'validation.invalid' }]),
  ]
  if (problems.length > 0) throw invalid({}, problems)
}
