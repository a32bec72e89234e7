// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g
/** Marks that turn the direction of writing, so that a name or subject reads as another. */
const turning = /[\u202a-\u202e\u2066-\u2069]/g

/** A text as it can be kept: what is no character, and what is only meant for machines, is left out. */
export const plainText = (text: string): string =>
  text.replace(/\r\n?/g, '\n').toWellFormed().replace(control, '').replace(turning, '')

/** The same in one line, at most so long; null where nothing is left. */
export function plainLine(text: string, most: number): string | null {
  const line = plainText(text).replace(/\s+/g, ' ').trim()
  return line === '' ? null : cut(line, most)
}

/** No more than so many characters as a database counts them, none of them halved. */
export const cut = (text: string, most: number): string =>
  text.length <= most
    ? text
    : text
        .slice(0, most)
        .toWellFormed()
        .replace(/\ufffd$/, '')
