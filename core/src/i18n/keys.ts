import { genders, nounFormNames, pluralSuffixes } from './grammar.ts'

/** What the last word of a key says besides its name: `noun_genitive` is the noun in a form, `found_few` one plural form of a sentence. */
export interface KeyParts {
  /** The key without context and plural category. */
  readonly base: string
  readonly context?: string
  readonly category?: string
}

const plural = new RegExp(`^(.+)_(${pluralSuffixes.join('|')})$`)
const gender = new RegExp(`^(.+)_(${genders.join('|')})$`)
const nounForm = new RegExp(`^(.+[.]noun)_(${nounFormNames.join('|')})$`)
/** Labels are looked up by names people declare, so an underscore in them means nothing. */
const label =
  /^(?:(?:fields|actions|archetypes|settings|settingValues|widgets|jobs)|resources\.[^.]+\.(?:fields|values|actions|inputs|sections|hints))\./

/**
 * @param exists tells whether a key is there. Every language has the category `other`, so without it beside them
 *   the last words of `rate.too_many` are part of a name.
 */
export function parseKey(key: string, exists: (key: string) => boolean = () => true): KeyParts {
  if (label.test(key)) return { base: key }
  const [, stem, suffix] = plural.exec(key) ?? []
  const [counted, category] = stem && exists(`${stem}_other`) ? [stem, suffix] : []
  const rest = counted ?? key
  const [, base, context] = nounForm.exec(rest) ?? gender.exec(rest) ?? []
  return { base: base ?? rest, ...(context && { context }), ...(category && { category }) }
}

/** A note to the translator stands beside its key and is never loaded. */
export function isNote(key: string): boolean {
  return key.endsWith('@note')
}

export function isNoun(base: string): boolean {
  return base.endsWith('.noun')
}

export interface Placeholder {
  readonly name: string
  readonly format?: string
}

export interface Nesting {
  /** `resources.projects.noun`, `projects:resources.projects.noun` or `{{noun}}`. */
  readonly key: string
  /** What stands after the key, undefined when it cannot be read. */
  readonly options: Readonly<Record<string, unknown>> | undefined
  readonly format?: string
}

export function placeholdersOf(text: string): Placeholder[] {
  return [...text.matchAll(/\{\{-?(.+?)\}\}/g)].map(([, inside = '']) => {
    const [name = '', format] = inside.split(/,(.*)/s)
    return { name: name.trim(), ...(format && { format: format.replace(/\(.*\)/s, '').trim() }) }
  })
}

export function nestingsOf(text: string): Nesting[] {
  return [...text.matchAll(/\$t\(([^()]*)\)/g)].map(([, inside = '']) => {
    const [, key = '', json, format] =
      /^\s*([^,]*?)\s*(?:,\s*(\{(?!\{).*\})\s*)?(?:,\s*([\w\s]+))?$/s.exec(inside) ?? []
    return {
      key: key.trim(),
      options: json ? parseOptions(json) : key ? {} : undefined,
      ...(format && { format: format.trim() }),
    }
  })
}

function parseOptions(json: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
