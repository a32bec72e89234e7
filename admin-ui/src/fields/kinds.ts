import type { Kind } from './kind.ts'
import { text } from './text.tsx'

/** One entry a kind of the sdk; a kind nobody knows is shown as text. */
const kinds: Readonly<Record<string, Kind>> = {
  text,
}

export const kindOf = (kind: string): Kind => kinds[kind] ?? text
