import { grammarOf, pluralCategories } from './grammar.ts'
import { groupsOf } from './groups.ts'
import { isNoun, parseKey, placeholdersOf } from './keys.ts'
import { hierarchyOf } from './languages.ts'
import type { LocaleFile } from './resources.ts'
import type { Word } from './words.ts'

/** The texts of an entry by form: `text` where it has one only, else `one`, `genitive_plural`, `feminine_few`, `gender`. */
export type Forms = Readonly<Record<string, string>>

/** One text as translators and tenants know it: a sentence or noun with all its forms. */
export interface Entry {
  readonly namespace: string
  /** Without forms: `resources.projects.noun`. */
  readonly key: string
  readonly isNoun: boolean
  readonly isCounted: boolean
  /** What English says. */
  readonly source: Forms
  /** Names of the values it may put in, with their formats. */
  readonly placeholders: Readonly<Record<string, string>>
  readonly note: string | undefined
}

/** Everything the installation can say: what English says, by entry, and what the files of other languages make of it. */
export interface Lexicon {
  readonly entries: readonly Entry[]
  readonly namespaces: ReadonlySet<string>
  find(namespace: string, key: string): Entry | undefined
  /** What the files say in a language; a region's texts stand over its language's. */
  shipped(language: string, entry: Entry): Forms
  /** Whether a noun can be put into sentences of the namespace: `resources.projects.noun`, `projects:resources.projects.noun`. */
  exists(namespace: string, name: string): boolean
}

export function createLexicon(files: readonly LocaleFile[]): Lexicon {
  const notes = new Map(
    files.flatMap((file) =>
      [...(file.language === 'en' ? (file.notes ?? []) : [])].map(
        ([key, note]) => [`${file.namespace}:${key}`, note] as const,
      ),
    ),
  )
  const english = groupsOf(files, 'en')
  const entries = [...english.keys()].filter((id) => !isGender(id)).map((id) => entryOf(id, english, notes))
  const byId = new Map(entries.map((entry) => [idOf(entry), entry]))
  const languages = new Map<string, ReadonlyMap<string, Forms>>()

  function formsIn(language: string): ReadonlyMap<string, Forms> {
    const known = languages.get(language)
    if (known) return known
    const groups = groupsOf(files, language)
    const made = new Map([...groups.keys()].map((id) => [id, formsOfGroup(id, groups)] as const))
    languages.set(language, made)
    return made
  }

  return {
    entries,
    namespaces: new Set(entries.map(({ namespace }) => namespace)),
    find: (namespace, key) => byId.get(`${namespace}:${key}`),
    shipped(language, entry) {
      const layers = hierarchyOf(language).map((each) => formsIn(each).get(idOf(entry)) ?? {})
      return spoken(Object.assign({}, ...layers.reverse()))
    },
    exists: (namespace, name) =>
      name.includes(':') ? byId.has(name) : byId.has(`${namespace}:${name}`) || byId.has(`core:${name}`),
  }
}

export function idOf({ namespace, key }: Pick<Entry, 'namespace' | 'key'>): string {
  return `${namespace}:${key}`
}

/** The whole key of one form, as the files have it. */
export function keyOfForm({ key }: Pick<Entry, 'key'>, form: string): string {
  if (form === 'text') return key
  return form === 'gender' ? genderOf(key) : `${key}_${form}`
}

/** Words somebody changed, by the entry they are forms of. */
export function formsOfWords(words: readonly Word[], lexicon: Lexicon): Map<string, Forms> {
  const forms = new Map<string, Record<string, string>>()
  for (const { namespace, key, value } of words) {
    const found = entryOfKey(lexicon, namespace, key)
    if (!found) continue
    const id = idOf(found.entry)
    forms.set(id, { ...forms.get(id), [found.form]: value })
  }
  return forms
}

/** Which form of which entry a whole key is. */
export function entryOfKey(
  lexicon: Lexicon,
  namespace: string,
  key: string,
): { entry: Entry; form: string } | undefined {
  const plain = lexicon.find(namespace, key)
  if (plain) return { entry: plain, form: 'text' }
  const noun = key.endsWith('.gender') ? lexicon.find(namespace, key.replace(/gender$/, 'noun')) : undefined
  if (noun) return { entry: noun, form: 'gender' }
  const { base, context, category } = parseKey(key)
  const entry = lexicon.find(namespace, base)
  return entry && { entry, form: formOf(context, category) }
}

/** The forms an entry needs in a language. A sentence that agrees with a gender in one form has all of them. */
export function formsNeeded(entry: Entry, language: string, given: Iterable<string>): string[] {
  const grammar = grammarOf(language)
  const categories = entry.isCounted ? pluralCategories(language) : ['']
  if (entry.isNoun)
    return [
      ...categories.map((category) => formOf(undefined, category)),
      ...grammar.nounForms,
      ...(grammar.genders.length > 0 ? ['gender'] : []),
    ]
  const agrees = [...given].some((form) =>
    grammar.genders.some((gender) => form === gender || form.startsWith(`${gender}_`)),
  )
  const contexts = agrees ? grammar.genders : [undefined]
  return contexts.flatMap((context) => categories.map((category) => formOf(context, category)))
}

/** What has words; an empty text stands for none. */
export function spoken(forms: Forms): Forms {
  return Object.fromEntries(Object.entries(forms).filter(([, text]) => text !== ''))
}

const formOf = (context: string | undefined, category: string | undefined): string =>
  [context, category].filter(Boolean).join('_') || 'text'
const genderOf = (key: string) => key.replace(/noun$/, 'gender')
const isGender = (id: string) => /\.gender$/.test(id)

type Groups = ReturnType<typeof groupsOf>

function entryOf(id: string, english: Groups, notes: ReadonlyMap<string, string>): Entry {
  const [namespace = '', key = ''] = [id.slice(0, id.indexOf(':')), id.slice(id.indexOf(':') + 1)]
  const whole = english.get(id) ?? new Map<string, string>()
  const source = formsOfGroup(id, english)
  return {
    namespace,
    key,
    isNoun: isNoun(key),
    isCounted: [...whole.keys()].some((name) => parseKey(name, (each) => whole.has(each)).category),
    source,
    placeholders: Object.fromEntries(
      Object.values(source).flatMap((text) => placeholdersOf(text).map(({ name, format = '' }) => [name, format])),
    ),
    note: notes.get(id),
  }
}

function formsOfGroup(id: string, groups: Groups): Forms {
  const whole = groups.get(id) ?? new Map<string, string>()
  const forms = [...whole].map(([name, text]) => {
    const { context, category } = parseKey(name, (each) => whole.has(each))
    return [formOf(context, category), text] as const
  })
  const gender = isNoun(id) ? groups.get(genderOf(id))?.get(genderOf(id.slice(id.indexOf(':') + 1))) : undefined
  return Object.fromEntries([...forms, ...(gender ? [['gender', gender] as const] : [])])
}
