import type { FieldError } from '@guildhall/sdk'
import { compareText, missingPlaceholders } from './compare.ts'
import { grammarOf } from './grammar.ts'
import { type Entry, type Forms, formsNeeded, type Lexicon } from './lexicon.ts'

const longest = 2_000

/**
 * Judges the words somebody wants for an entry: all forms the language needs and no other, the placeholders and nested nouns
 * of the source, and a noun that is only a noun. What is wrong never gets into a vocabulary.
 */
export function judgeForms(entry: Entry, language: string, forms: Forms, lexicon: Lexicon): FieldError[] {
  const needed = formsNeeded(entry, language, Object.keys(forms))
  const unknown = Object.keys(forms).filter((form) => !needed.includes(form))
  const missing = needed.filter((form) => !forms[form]?.trim())
  const texts = Object.entries(forms).filter(([form, text]) => needed.includes(form) && text.trim() !== '')
  const spoken = texts.filter(([form]) => form !== 'gender').map(([, text]) => text)
  const lost = missing.length > 0 ? [] : missingPlaceholders(spoken, Object.values(entry.source))
  return [
    ...unknown.map((form) => ({ path: pathOf(form), code: 'validation.unknown_property' })),
    ...missing.map((form) => ({ path: pathOf(form), code: 'validation.required' })),
    ...texts.flatMap(([form, text]) => judgeText(entry, language, form, text, lexicon)),
    ...lost.map((name) => ({
      path: 'forms',
      code: 'words.missing_placeholder',
      params: { detail: `{{${name}}}` },
    })),
  ]
}

function judgeText(entry: Entry, language: string, form: string, text: string, lexicon: Lexicon): FieldError[] {
  const path = pathOf(form)
  if (form === 'gender') {
    const allowed: readonly string[] = grammarOf(language).genders
    return allowed.includes(text) ? [] : [{ path, code: 'words.unknown_gender', params: { allowed } }]
  }
  if (text.length > longest) return [{ path, code: 'words.too_long', params: { limit: longest } }]
  const exists = (name: string) => lexicon.exists(entry.namespace, name)
  return compareText(language, entry.key, text, { texts: Object.values(entry.source), exists }).map(
    ({ code, detail }) => ({ path, code: `words.${code}`, params: { detail } }),
  )
}

const pathOf = (form: string) => `forms.${form}`
