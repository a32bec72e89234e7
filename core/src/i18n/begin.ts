import { nounKeys } from './expected.ts'
import { pluralCategories } from './grammar.ts'
import { isNote, isNoun, parseKey } from './keys.ts'
import { flatten, type LocaleFile, nest } from './resources.ts'

/**
 * A file to translate into a new language: every key of the English one in the forms that language needs, with an empty text
 * (which falls back to English until it is filled in) and the notes beside them.
 */
export function beginLocale({ namespace, resources }: LocaleFile, language: string): LocaleFile {
  const english = flatten(resources)
  const exists = (key: string) => english.has(key)
  const groups = Map.groupBy(
    [...english.keys()].filter((key) => !isNote(key)),
    (key) => parseKey(key, exists).base,
  )
  const texts = [...groups].flatMap(([base, keys]) => {
    const counted = keys.some((key) => parseKey(key, exists).category)
    const forms = counted ? pluralCategories(language).map((category) => `${base}_${category}`) : [base]
    const note = english.get(`${base}@note`) ?? ''
    const all = [...forms, ...(isNoun(base) ? nounKeys(base, language) : [])]
    return [...all.map((key) => [key, ''] as const), ...(note ? [[`${base}@note`, note] as const] : [])]
  })
  return { namespace, language, resources: nest(texts) }
}
