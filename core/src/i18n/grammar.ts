/** Every plural category of CLDR; a language uses some of them. */
export const pluralSuffixes = ['zero', 'one', 'two', 'few', 'many', 'other'] as const

export const genders = ['masculine', 'feminine', 'neuter'] as const
export type Gender = (typeof genders)[number]

interface Grammar {
  /** The forms of a noun besides those that follow a number. */
  readonly nounForms: readonly string[]
  readonly genders: readonly Gender[]
}

const cases = (...names: string[]) => names.flatMap((name) => [name, `${name}_plural`])

const grammars: Readonly<Record<string, Grammar>> = {
  en: { nounForms: [], genders: [] },
  ro: { nounForms: cases('definite', 'genitive'), genders: ['masculine', 'feminine', 'neuter'] },
  ru: {
    nounForms: ['plural', ...cases('genitive', 'dative', 'accusative', 'instrumental', 'prepositional')],
    genders: ['masculine', 'feminine', 'neuter'],
  },
}

export const nounFormNames = [...new Set(Object.values(grammars).flatMap((grammar) => grammar.nounForms))]

/** A language we know no grammar of inflects nouns by number only, until someone describes it above. */
export function grammarOf(language: string): Grammar {
  return grammars[language.split('-')[0] as string] ?? { nounForms: [], genders: [] }
}

/** The plural categories of a language (CLDR, by way of Intl.PluralRules), in CLDR's order. */
export function pluralCategories(language: string): string[] {
  const used = new Intl.PluralRules(language).resolvedOptions().pluralCategories
  return pluralSuffixes.filter((category) => used.includes(category))
}
