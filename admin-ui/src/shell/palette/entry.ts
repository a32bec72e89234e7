/** One line of the palette. */
export interface PaletteEntry {
  readonly id: string
  readonly section: 'go' | 'create' | 'do' | 'found'
  readonly label: string
  /** What stands smaller beside it: what kind of record, which keys. */
  readonly note?: string | undefined
  readonly icon?: string | undefined
  run(): void
}

/** The entries whose label or note has every word, those that begin with the first word before the others. */
export function matching(entries: readonly PaletteEntry[], question: string): readonly PaletteEntry[] {
  const words = fold(question).split(/\s+/).filter(Boolean)
  const [first] = words
  if (!first) return entries
  const found = entries.filter(({ label, note }) => {
    const text = fold(`${label} ${note ?? ''}`)
    return words.every((word) => text.includes(word))
  })
  const isBegun = ({ label }: PaletteEntry) => (fold(label).startsWith(first) ? 0 : 1)
  return found.toSorted((a, b) => isBegun(a) - isBegun(b))
}

/** Letters without marks and case, so that "sarcina" finds "Sarcină". */
const fold = (text: string) =>
  text
    .normalize('NFD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
