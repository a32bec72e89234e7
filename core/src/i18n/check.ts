import { compareText, missingPlaceholders, type TextProblem } from './compare.ts'
import { nounKeys } from './expected.ts'
import { grammarOf, pluralCategories } from './grammar.ts'
import { type Groups, groupsOf } from './groups.ts'
import { isNote, isNoun, parseKey } from './keys.ts'
import { flatten, type LocaleFile } from './resources.ts'

export interface LocaleProblem {
  readonly language: string
  /** `<namespace>:<key>` */
  readonly key: string
  readonly code:
    | TextProblem['code']
    | 'missing'
    | 'unknown'
    | 'unused'
    | 'missing_form'
    | 'wrong_form'
    | 'unknown_gender'
    | 'note_without_key'
  readonly detail: string
}

export interface CheckOptions {
  readonly files: readonly LocaleFile[]
  /** Base keys that must have a text in English; see {@link expectedKeys}. */
  readonly expected: readonly string[]
  /** Keys that code names, besides the expected ones; without it unused keys are not looked for. */
  readonly used?: ReadonlySet<string>
}

/** Everything that is wrong with the locale files: missing, unknown and unused keys, forms, placeholders, nesting. */
export function checkLocales({ files, expected, used }: CheckOptions): LocaleProblem[] {
  const english = groupsOf(files, 'en')
  const languages = [...new Set(files.map((file) => file.language))].sort()
  return [
    ...expected.filter((key) => !english.has(key)).map((key) => problem('en', key, 'missing')),
    ...(used ? unusedKeys(english, new Set([...expected, ...used])) : []),
    ...languages.flatMap((language) =>
      checkLanguage(language, language === 'en' ? english : groupsOf(files, language), english),
    ),
    ...files.flatMap(straynotes),
  ]
}

/** How much of each language and namespace is translated. */
export function localeStats(
  files: readonly LocaleFile[],
): { language: string; namespace: string; translated: number; total: number }[] {
  const english = groupsOf(files, 'en')
  const namespaces = [...new Set([...english.keys()].map(namespaceOf))].sort()
  const languages = [...new Set(files.map((file) => file.language))].sort()
  return languages.flatMap((language) => {
    const groups = groupsOf(files, language)
    return namespaces.map((namespace) => {
      const keys = [...english.keys()].filter((key) => namespaceOf(key) === namespace)
      return { language, namespace, translated: keys.filter((key) => groups.has(key)).length, total: keys.length }
    })
  })
}

function checkLanguage(language: string, groups: Groups, english: Groups): LocaleProblem[] {
  const missing = [...english.keys()].filter((key) => !groups.has(key)).map((key) => problem(language, key, 'missing'))
  const found = [...groups].flatMap(([key, forms]) => {
    const source = english.get(key)
    if (!source) return isGender(key) ? genderProblems(language, key, forms) : [problem(language, key, 'unknown')]
    return [
      ...formProblems(language, key, forms, source, groups),
      ...textProblems(language, key, forms, source, english),
    ]
  })
  return [...missing, ...found]
}

/** Each context of a sentence or noun has exactly the plural categories of the language, or none; nouns have all their forms. */
function formProblems(
  language: string,
  key: string,
  forms: ReadonlyMap<string, string>,
  source: ReadonlyMap<string, string>,
  groups: Groups,
): LocaleProblem[] {
  const namespace = namespaceOf(key)
  const base = nameOf(key)
  const categories = pluralCategories(language)
  const counted = [...source.keys()].some((name) => parseKey(name, (each) => source.has(each)).category)
  const contexts = Map.groupBy(
    [...forms.keys()].map((name) => parseKey(name, (each) => forms.has(each) || counted)),
    ({ context }) => context,
  )
  const problems = [...contexts].flatMap(([context, parts]) => {
    const stem = context ? `${namespace}:${base}_${context}` : key
    const plain = parts.some(({ category }) => !category)
    const mustCount = counted && (!isNoun(base) || !context)
    if (plain && !mustCount && parts.length === 1) return []
    const wrong = parts.filter(({ category }) => category && !categories.includes(category))
    return [
      ...(plain ? [problem(language, stem, 'wrong_form')] : []),
      ...wrong.map(({ category }) => problem(language, `${stem}_${category}`, 'wrong_form')),
      ...categories
        .filter((each) => !parts.some(({ category }) => category === each))
        .map((each) => problem(language, `${stem}_${each}`, 'missing_form')),
    ]
  })
  return [...problems, ...missingContexts(language, key, [...contexts.keys()], groups)]
}

function missingContexts(
  language: string,
  key: string,
  contexts: readonly (string | undefined)[],
  groups: Groups,
): LocaleProblem[] {
  const namespace = namespaceOf(key)
  const base = nameOf(key)
  if (isNoun(base)) {
    const has = (name: string) =>
      groups.has(`${namespace}:${name}`) || contexts.some((context) => `${base}_${context}` === name)
    const missing = nounKeys(base, language).filter((name) => !has(name))
    const strange = contexts.filter((context) => context && !grammarOf(language).nounForms.includes(context))
    return [
      ...missing.map((name) => problem(language, `${namespace}:${name}`, 'missing_form')),
      ...strange.map((context) => problem(language, `${key}_${context}`, 'wrong_form')),
    ]
  }
  const given = contexts.filter((context) => context !== undefined)
  if (given.length === 0) return []
  const { genders } = grammarOf(language)
  return [
    ...genders
      .filter((gender) => !given.includes(gender))
      .map((gender) => problem(language, `${key}_${gender}`, 'missing_form')),
    ...given
      .filter((gender) => !(genders as readonly string[]).includes(gender))
      .map((gender) => problem(language, `${key}_${gender}`, 'wrong_form')),
  ]
}

function textProblems(
  language: string,
  key: string,
  forms: ReadonlyMap<string, string>,
  source: ReadonlyMap<string, string>,
  english: Groups,
): LocaleProblem[] {
  const namespace = namespaceOf(key)
  const texts = [...source.values()]
  const exists = (name: string) =>
    name.includes(':') ? english.has(name) : english.has(`${namespace}:${name}`) || english.has(`core:${name}`)
  const wrong = [...forms].flatMap(([form, text]) =>
    compareText(language, nameOf(key), text, { texts, exists }).map(({ code, detail }) =>
      problem(language, `${namespace}:${form}`, code, detail),
    ),
  )
  const lost = missingPlaceholders([...forms.values()], texts).map((name) =>
    problem(language, key, 'missing_placeholder', `{{${name}}}`),
  )
  return [...wrong, ...lost]
}

function genderProblems(language: string, key: string, forms: ReadonlyMap<string, string>): LocaleProblem[] {
  const known: readonly string[] = grammarOf(language).genders
  return [...forms.values()]
    .filter((gender) => !known.includes(gender))
    .map((gender) => problem(language, key, 'unknown_gender', gender))
}

function unusedKeys(english: Groups, used: ReadonlySet<string>): LocaleProblem[] {
  const optional = /^[^:]+:(resources\.[^.]+\.(hints|gender|parts|partValues)\b|mail\.)/
  return [...english.keys()]
    .filter((key) => !used.has(key) && !optional.test(key))
    .map((key) => problem('en', key, 'unused'))
}

function straynotes({ language, namespace, resources }: LocaleFile): LocaleProblem[] {
  const texts = flatten(resources)
  const bases = new Set([...texts.keys()].flatMap((key) => [key, parseKey(key).base]))
  return [...texts.keys()]
    .filter((key) => isNote(key) && !bases.has(key.slice(0, -'@note'.length)))
    .map((key) => problem(language, `${namespace}:${key}`, 'note_without_key'))
}

function problem(language: string, key: string, code: LocaleProblem['code'], detail = ''): LocaleProblem {
  return { language, key, code, detail }
}

function isGender(key: string): boolean {
  return key.endsWith('.gender')
}

function namespaceOf(key: string): string {
  return key.slice(0, key.indexOf(':'))
}

function nameOf(key: string): string {
  return key.slice(key.indexOf(':') + 1)
}
