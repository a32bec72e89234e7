/** The canonical form of a BCP 47 tag (`RO_md` → `ro-MD`), or undefined when it is none. */
export function canonicalLanguage(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag.trim().replaceAll('_', '-'))[0]
  } catch {
    return undefined
  }
}

/** A language and what is more general than it: `sr-Latn-RS` → `sr-Latn-RS`, `sr-Latn`, `sr`. */
export function hierarchyOf(language: string): string[] {
  const parts = language.split('-')
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('-'))
}

/**
 * The offered language an Accept-Language header (RFC 9110, 12.5.4) wants most; lookup as in RFC 4647, 3.4,
 * and failing that any region of the same language. Undefined when none fits.
 */
export function negotiateLanguage(header: string | undefined, offered: readonly string[]): string | undefined {
  const ranges = parseAcceptLanguage(header ?? '')
  const refused = new Set(ranges.filter(({ quality }) => quality === 0).map(({ range }) => range))
  const acceptable = offered.filter((language) => !refused.has(language))
  for (const { range, quality } of ranges) {
    if (quality === 0) continue
    if (range === '*') return acceptable[0]
    const found =
      hierarchyOf(range).find((language) => acceptable.includes(language)) ??
      acceptable.find((language) => language.split('-')[0] === range.split('-')[0])
    if (found) return found
  }
  return undefined
}

function parseAcceptLanguage(header: string): { range: string; quality: number }[] {
  return header
    .slice(0, 1_000)
    .split(',')
    .flatMap((part) => {
      const [tag = '', ...parameters] = part.split(';').map((piece) => piece.trim())
      const range = tag === '*' ? tag : tag && canonicalLanguage(tag)
      const weight = parameters.find((parameter) => /^q=/i.test(parameter))
      const quality = weight ? Number(weight.slice(2)) : 1
      return range && quality >= 0 && quality <= 1 ? [{ range, quality }] : []
    })
    .sort((a, b) => b.quality - a.quality)
}
