import { formats } from '@guildhall/sdk/formats'
import type { Dictionary } from './dictionary.ts'
import type { WordIndex } from './index-of-words.ts'

export type Params = Readonly<Record<string, unknown>>

export interface NounOptions {
  /** A grammatical form the language may have: `definite`, `genitive`, `plural`. */
  readonly form?: string
  /** How many; 1 unless given, 2 for `plural`. */
  readonly count?: number
  readonly capitalized?: boolean
}

/** Texts for one reader. A key nobody has is given back as it is. */
export interface Translator {
  /** `key` is `<namespace>:<key>`; without a namespace the core is meant. Values are put in as they are: whoever makes HTML of the text escapes the whole of it. */
  (key: string, params?: Params): string
  readonly language: string
  readonly zone: string
  has(key: string): boolean
  /** The text of an error's code, or of what is wrong with one field. Params with a `resource` make it speak of that resource. */
  error(code: string, params?: Params): string
  /** The noun of a resource, as the tenant calls it. */
  noun(resource: string, options?: NounOptions): string
  /** The label of a field, an action or a value as screens show it; the name itself when it has none. */
  field(resource: string, field: string): string
  action(resource: string, action: string): string
  value(resource: string, field: string, value: string): string
  /** A value in the reader's form: `number`, `money`, `date`, `instant`, `duration`, `list`. */
  format(format: string, value: unknown, options?: Params): string
}

/** A translator that knows how to say the same to others. */
export interface Polyglot extends Translator {
  into(language: string): Translator
}

interface Reader {
  readonly dictionary: Dictionary
  readonly index: WordIndex
  readonly language: string
  readonly chain: readonly string[]
  readonly zone: string
}

export function createTranslator({ dictionary, index, language, chain, zone }: Reader): Translator {
  const locales = [...new Set(chain.filter((code) => !code.includes('-x-')))]
  const manner = { locales, zone }

  const find = (key: string, params?: Params) => {
    const [, namespace = 'core', name = key] = /^([^:]+):(.*)$/s.exec(key) ?? []
    return dictionary.find(name, namespace, chain, manner, params ? inWords(params) : {})
  }
  const labelOf = (resource: string, label: string) => {
    const key = `${resource}.${label}`
    return find(`${index.additions.get(key) ?? index.resources.get(resource) ?? 'core'}:resources.${key}`)
  }

  /** A tenant's own field: `custom.colour`. */
  const own = (resource: string, part: string, name: string) =>
    name.startsWith('custom.')
      ? find(`fields:resources.${resource}.${part}.${name.slice('custom.'.length)}`)
      : undefined
  const field = (resource: string, name: string) => {
    const added = own(resource, 'fields', name)
    if (added !== undefined) return added
    const [first = name] = name.split('.')
    return labelOf(resource, `fields.${first}`) ?? find(`core:fields.${first}`) ?? name
  }
  const action = (resource: string, name: string) =>
    labelOf(resource, `actions.${name}`) ?? find(`core:actions.${name}`) ?? name
  const value = (resource: string, of: string, name: string) =>
    own(resource, 'values', `${of}.${name}`) ?? labelOf(resource, `values.${of}.${name}`) ?? name
  const state = (resource: string, name: string) => value(resource, index.states.get(`${resource}.${name}`) ?? '', name)

  /** Names in the code become the words on the screen, once the resource is known. */
  function inWords(params: Params): Params {
    const { resource } = params
    const known = typeof resource === 'string' ? index.resources.get(resource) : undefined
    const noun = known ? `${known}:resources.${resource}` : 'core:record'
    const words: Record<string, unknown> = { ...params, noun: `${noun}.noun` }
    if (params.context === undefined) words.context = genderOf(noun)
    if (Array.isArray(params.dependants))
      words.dependants = params.dependants.map((each) => find('core:counted', each as Params) ?? '')
    if (!known) return words
    const name = resource as string
    const put = (param: string, word: (given: string) => string) => {
      const given = params[param]
      if (typeof given === 'string') words[param] = word(given)
      if (Array.isArray(given)) words[param] = given.map((each) => word(String(each)))
    }
    put('field', (given) => field(name, given))
    put('fields', (given) => field(name, given))
    put('action', (given) => action(name, given))
    put('state', (given) => state(name, given))
    put('allowed', (given) => value(name, String(params.field), given))
    return words
  }

  function genderOf(noun: string): string {
    const [namespace = '', name = ''] = noun.split(':')
    return dictionary.find(`${name}.gender`, namespace, chain, manner, {}) ?? 'masculine'
  }

  function error(code: string, params?: Params): string {
    const namespace = index.errors.get(code)
    return (namespace && find(`${namespace}:errors.${code}`, { ...chosenBy(params), ...params })) || code
  }

  /** Whoever catches an error knows its code and not whose it is, so that all of them may be asked for as the core's. */
  function text(key: string, params?: Params): string {
    return key.startsWith('core:errors.') ? error(key.slice('core:errors.'.length), params) : (find(key, params) ?? key)
  }

  return Object.assign(text, {
    language,
    zone,
    has: (key: string) => find(key) !== undefined,
    error,
    noun(resource: string, { form, count = form?.includes('plural') ? 2 : 1, capitalized }: NounOptions = {}) {
      const word =
        find(`${index.resources.get(resource) ?? 'core'}:resources.${resource}.noun`, { count, context: form ?? '' }) ??
        resource
      return capitalized ? (formats.capitalized?.(word, manner, {}) ?? word) : word
    },
    field,
    action,
    value,
    format: (name: string, given: unknown, options: Params = {}) =>
      formats[name]?.(given, manner, options) ?? String(given),
  })
}

/** What chooses among the forms of a validation's text: the expected format or type, and how many the limit allows. */
function chosenBy({ format, expected, limit }: Params = {}): Params {
  const kind = format ?? expected
  return { ...(typeof kind === 'string' && { context: kind }), ...(typeof limit === 'number' && { count: limit }) }
}
