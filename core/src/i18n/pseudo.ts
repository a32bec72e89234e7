import { flatten, nest, type Resources } from './resources.ts'

/** English with every letter accented, longer, in brackets: what is not in brackets on a screen is not a key, what is cut off is too narrow. */
export const pseudoLanguage = 'en-XA'

export function pseudoResources(english: Resources): Resources {
  return nest([...flatten(english)].map(([key, text]) => [key, pseudo(text)] as const))
}

export function pseudo(text: string): string {
  const accented = text
    .split(/(\{\{.*?\}\}|\$t\([^()]*\))/s)
    .map((part, index) => (index % 2 ? part : part.replace(/[a-z]/gi, (letter) => accents.get(letter) ?? letter)))
    .join('')
  return `[${accented}${'~'.repeat(Math.ceil(text.length * 0.3))}]`
}

const accents = new Map(
  [
    ...'aåbƀcçdðeéfƒgĝhĥiîjĵkķlļmɱnñoöpþqɋrŕsštţuûvṽwŵxẋyýzžAÅBƁCÇDÐEÉFƑGĜHĤIÎJĴKĶLĻMṀNÑOÖPÞQǪRŔSŠTŢUÛVṼWŴXẊYÝZŽ'.matchAll(
      /(.)(.)/gu,
    ),
  ].map(([, plain = '', accented = '']) => [plain, accented] as const),
)
