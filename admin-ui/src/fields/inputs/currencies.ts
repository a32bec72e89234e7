/** Currencies to choose from: the tenant's and the value's own first, then all there are (ISO 4217). */
export function currencies(...first: readonly string[]): readonly string[] {
  return [...new Set([...first, ...common, ...Intl.supportedValuesOf('currency')])]
}

const common = ['EUR', 'USD', 'GBP', 'CHF', 'RON', 'MDL', 'UAH', 'PLN', 'CZK', 'HUF']
