import { compareText } from './compare.ts'
import { grammarOf, pluralCategories } from './grammar.ts'
import { isNoun, parseKey } from './keys.ts'
import { canonicalLanguage } from './languages.ts'
import { flatten, type LocaleFile } from './resources.ts'
import type { Word } from './words.ts'

/** The code of a field error, which is the key of its text. */
export interface WordProblem {
  readonly path: 'language' | 'key' | 'value'
  readonly code: `words.${string}`
  readonly params?: Readonly<Record<string, unknown>>
}

const longest = 2_000

/**
 * Judges one word that somebody wants to change: the key exists and has this form in this language,
 * placeholders and nested nouns are those of the source, and a noun is only a noun. What is wrong never gets into a vocabulary.
 */
export function judgeWord({ language, namespace, key, value }: Word, files: readonly LocaleFile[]): WordProblem[] {
  if (canonicalLanguage(language) !== language) return [{ path: 'language', code: 'words.unknown_language' }]
  const english = files.filter((file) => file.language === 'en')
  const { base, context, category } = parseKey(key)
  const texts = textsUnder(
    base,
    english.filter((file) => file.namespace === namespace),
  )
  if (base.endsWith('.gender')) return judgeGender(language, value)
  if (texts.length === 0 || !hasForm(language, base, context, category))
    return [{ path: 'key', code: 'words.unknown_key' }]
  if (value.length > longest) return [{ path: 'value', code: 'words.too_long', params: { limit: longest } }]
  const exists = (name: string) => {
    const [space, inner] = name.includes(':') ? (name.split(':') as [string, string]) : [undefined, name]
    return english.some(
      (file) =>
        (space ? file.namespace === space : [namespace, 'core'].includes(file.namespace)) &&
        textsUnder(inner, [file]).length > 0,
    )
  }
  return compareText(language, base, value, { texts, exists }).map(({ code, detail }) => ({
    path: 'value',
    code: `words.${code}`,
    params: { detail },
  }))
}

function hasForm(language: string, base: string, context: string | undefined, category: string | undefined): boolean {
  const { nounForms, genders } = grammarOf(language)
  const forms: readonly string[] = isNoun(base) ? nounForms : genders
  return (!context || forms.includes(context)) && (!category || pluralCategories(language).includes(category))
}

function judgeGender(language: string, value: string): WordProblem[] {
  const allowed: readonly string[] = grammarOf(language).genders
  return allowed.includes(value) ? [] : [{ path: 'value', code: 'words.unknown_gender', params: { allowed } }]
}

function textsUnder(base: string, files: readonly LocaleFile[]): string[] {
  return files.flatMap((file) =>
    [...flatten(file.resources)].filter(([key]) => parseKey(key).base === base).map(([, text]) => text),
  )
}
