/** The signs a language writes numbers with. */
export interface NumberSigns {
  readonly decimal: string
  readonly group: string
}

export function numberSignsOf(language: string): NumberSigns {
  const parts = new Intl.NumberFormat(language, { useGrouping: 'always' }).formatToParts(-1_234_567.5)
  const sign = (type: string, fallback: string) => parts.find((part) => part.type === type)?.value ?? fallback
  return { decimal: sign('decimal', '.'), group: sign('group', ',') }
}

/**
 * What somebody typed as a plain decimal (`'-1234.5'`), or null where it is no number. Spaces and apostrophes group digits
 * everywhere. A point or comma is the decimal sign of the language, or its group sign where it groups by three; one that can
 * be neither is a decimal sign typed from habit: `12.5` is twelve and a half in Romanian too.
 */
export function plainNumber(typed: string, { decimal, group }: NumberSigns): string | null {
  const text = typed.replaceAll(/[\s\u00a0\u202f'’]/g, '').replace(/^[−–]/, '-')
  if (!/^[-+]?[\d.,]+$/.test(text) || !/\d/.test(text)) return null
  const sign = text.startsWith('-') ? '-' : ''
  const digits = text.replace(/^[-+]/, '')
  const signs = [...digits].filter((each) => each === '.' || each === ',')
  const point = decimalSignIn(digits, signs, decimal, group)
  const [whole = '', fraction = '', ...more] = point ? digits.split(point) : [digits]
  if (more.length > 0 || /[.,]/.test(fraction) || !isGrouped(whole)) return null
  const left = whole.replaceAll(/[.,]/g, '').replace(/^0+(?=\d)/, '') || '0'
  return `${sign}${left}${fraction ? `.${fraction}` : ''}`
}

function decimalSignIn(digits: string, signs: readonly string[], decimal: string, group: string): string | undefined {
  const last = signs.at(-1)
  if (!last) return undefined
  if (new Set(signs).size > 1) return last
  if (signs.length > 1) return undefined
  if (last === decimal) return last
  return last === group && /^\d{1,3}[.,]\d{3}$/.test(digits) ? undefined : last
}

/** Groups of three after the first, or none. */
const isGrouped = (whole: string) => /^\d*$/.test(whole) || /^\d{1,3}(?:[.,]\d{3})+$/.test(whole)
