import { isNote, parseKey } from './keys.ts'
import { flatten, type LocaleFile } from './resources.ts'

/** `<namespace>:<base key>` with all its forms: the whole key → the text. */
export type Groups = ReadonlyMap<string, ReadonlyMap<string, string>>

/** The texts of a language, forms of one key together. */
export function groupsOf(files: readonly LocaleFile[], language: string): Groups {
  const groups = new Map<string, Map<string, string>>()
  for (const { namespace, resources } of files.filter((file) => file.language === language)) {
    const texts = flatten(resources)
    for (const [key, text] of texts) {
      if (isNote(key)) continue
      const base = `${namespace}:${parseKey(key, (name) => texts.has(name)).base}`
      const forms = groups.get(base) ?? new Map<string, string>()
      groups.set(base, forms.set(key, text))
    }
  }
  return groups
}
