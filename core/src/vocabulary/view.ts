import {
  type Entry,
  entryOfKey,
  type Forms,
  formsNeeded,
  formsOfWords,
  idOf,
  type Lexicon,
  spoken,
} from '../i18n/lexicon.ts'
import type { Vocabulary } from '../i18n/vocabulary.ts'
import type { Word } from '../i18n/words.ts'

/** A word as somebody changed it. */
export interface OwnWord extends Word {
  /** An instant in UTC. */
  readonly changedAt: string
  readonly changedBy: { readonly id: string; readonly label: string } | null
}

/** One layer of a language: what would be said without it, and what it says itself. */
export interface View {
  readonly language: string
  readonly lexicon: Lexicon
  /** What stands below the layer: the files, and for a tenant what the installation says. */
  below(entry: Entry): Forms
  own(entry: Entry): Forms | undefined
  changeOf(entry: Entry): Pick<OwnWord, 'changedAt' | 'changedBy'> | undefined
  /** Whether a namespace is spoken here: a plugin that is off says nothing. */
  isSpoken(namespace: string): boolean
}

export type WordState = 'default' | 'changed' | 'missing'

export interface ViewOptions {
  readonly vocabulary: Vocabulary
  readonly language: string
  readonly own: readonly OwnWord[]
  /** Whether the installation's own words stand below. */
  readonly isTenants: boolean
  isSpoken?(namespace: string): boolean
}

export function viewOf({ vocabulary, language, own, isTenants, isSpoken = () => true }: ViewOptions): View {
  const { lexicon } = vocabulary
  const inLanguage = (words: readonly Word[]) => words.filter((word) => word.language === language)
  const installation = formsOfWords(isTenants ? inLanguage(vocabulary.installationWords()) : [], lexicon)
  const forms = formsOfWords(own, lexicon)
  const changes = new Map<string, OwnWord>()
  for (const word of own) {
    const found = entryOfKey(lexicon, word.namespace, word.key)
    const id = found && idOf(found.entry)
    if (id && (changes.get(id)?.changedAt ?? '') <= word.changedAt) changes.set(id, word)
  }
  return {
    language,
    lexicon,
    below: (entry) => ({ ...lexicon.shipped(language, entry), ...installation.get(idOf(entry)) }),
    own: (entry) => forms.get(idOf(entry)),
    changeOf: (entry) => changes.get(idOf(entry)),
    isSpoken,
  }
}

/** What is said now. */
export function said(view: View, entry: Entry): Forms {
  return { ...view.below(entry), ...view.own(entry) }
}

export function stateOf(view: View, entry: Entry): WordState {
  if (view.own(entry)) return 'changed'
  return isWhole(view, entry) ? 'default' : 'missing'
}

export function isWhole(view: View, entry: Entry): boolean {
  const forms = spoken(said(view, entry))
  return formsNeeded(entry, view.language, Object.keys(forms)).every((form) => forms[form] !== undefined)
}
