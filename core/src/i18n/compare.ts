import { formats } from '@guildhall/sdk/formats'
import { grammarOf } from './grammar.ts'
import { isNoun, nestingsOf, parseKey, placeholdersOf } from './keys.ts'

/** What is wrong with one text; `code` is the key of its explanation (`core:locale.<code>`). */
export interface TextProblem {
  readonly code:
    | 'unknown_placeholder'
    | 'missing_placeholder'
    | 'unknown_format'
    | 'unknown_nesting'
    | 'unreadable_nesting'
    | 'nesting_in_noun'
    | 'unknown_form'
    | 'empty'
  readonly detail: string
}

export interface Source {
  /** The English texts that stand under the same base key. */
  readonly texts: readonly string[]
  /** Whether `<namespace>:<key>`, or the key in this namespace or the core, has a text. */
  exists(key: string): boolean
}

/** Judges a translation, or a tenant's own wording, against the source: its placeholders, formats and nested nouns. */
export function compareText(language: string, base: string, text: string, source: Source): TextProblem[] {
  if (!text.trim()) return [{ code: 'empty', detail: '' }]
  const nestings = nestingsOf(text)
  if (isNoun(base) && (nestings.length > 0 || text.includes('$t(') || text.includes('{{')))
    return [{ code: 'nesting_in_noun', detail: text }]
  const allowed = namesIn(source.texts).add('noun')
  const used = placeholdersOf(text)
  return [
    ...used
      .filter(({ name }) => !allowed.has(name))
      .map(({ name }) => ({ code: 'unknown_placeholder' as const, detail: `{{${name}}}` })),
    ...used
      .filter(({ format }) => format && !formats[format])
      .map(({ format = '' }) => ({ code: 'unknown_format' as const, detail: format })),
    ...nestings.flatMap((nesting) => nestingProblems(language, nesting, source)),
    ...(occurrences(text, '$t(') > nestings.length ? [{ code: 'unreadable_nesting' as const, detail: text }] : []),
  ]
}

/** What the source says and no form of the translation does. */
export function missingPlaceholders(texts: readonly string[], source: readonly string[]): string[] {
  const said = namesIn(texts)
  return [...namesIn(source)].filter((name) => name !== 'count' && name !== 'noun' && !said.has(name))
}

function nestingProblems(
  language: string,
  nesting: ReturnType<typeof nestingsOf>[number],
  source: Source,
): TextProblem[] {
  const { key, options, format } = nesting
  if (!options || Object.keys(options).some((name) => name !== 'context' && name !== 'count'))
    return [{ code: 'unreadable_nesting', detail: key }]
  const problems: TextProblem[] = []
  const base = parseKey(key).base
  if (key !== '{{noun}}' && !(isNoun(base) && source.exists(base)))
    problems.push({ code: 'unknown_nesting', detail: key })
  const { context, count: number } = options
  if (number !== undefined && typeof number !== 'number') problems.push({ code: 'unreadable_nesting', detail: key })
  if (context !== undefined && context !== 'plural' && !grammarOf(language).nounForms.includes(String(context)))
    problems.push({ code: 'unknown_form', detail: String(context) })
  if (format && !formats[format]) problems.push({ code: 'unknown_format', detail: format })
  return problems
}

function namesIn(texts: readonly string[]): Set<string> {
  return new Set(texts.flatMap((text) => placeholdersOf(text).map(({ name }) => name)))
}

function occurrences(text: string, part: string): number {
  return text.split(part).length - 1
}
