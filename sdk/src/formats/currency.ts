/**
 * How many digits a currency's minor unit has (ISO 4217, table A.1). Intl does not serve here: it follows CLDR,
 * which says how cash is written (a forint without fillér), not what an amount in minor units counts.
 */
export function minorDigits(currency: string): number {
  return exceptions.get(currency) ?? 2
}

/** 1250 minor units of EUR are `'12.50'`; exact however large. */
export function majorUnits(amount: number | bigint | string, currency: string): `${number}` {
  const digits = minorDigits(currency)
  const minor = BigInt(amount)
  const whole = String(minor < 0n ? -minor : minor).padStart(digits + 1, '0')
  const cut = whole.length - digits
  return `${minor < 0n ? '-' : ''}${whole.slice(0, cut)}${digits ? `.${whole.slice(cut)}` : ''}` as `${number}`
}

const exceptions = new Map<string, number>([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0] as const),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3] as const),
  ...'CLF UYW'.split(' ').map((code) => [code, 4] as const),
])
