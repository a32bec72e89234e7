import { type FormatOptions, formats, type Manner } from '@guildhall/sdk/formats'
import i18next, { type TOptions } from 'i18next'
import type { LocaleFile, Resources } from './resources.ts'

/** The texts themselves: one i18next of our own, where each language, tenant's words included, is a code. */
export interface Dictionary {
  /** Looks the key up along the chain of codes, fills it in and inflects it; undefined when nobody has it. */
  find(
    key: string,
    namespace: string,
    chain: readonly string[],
    manner: Manner,
    params: Readonly<Record<string, unknown>>,
  ): string | undefined
  /** Puts bundles, one of a language and namespace, in the place of those under `codes`; gives the codes to name next time. */
  replace(codes: readonly string[], bundles: readonly LocaleFile[]): string[]
  remove(codes: readonly string[]): void
  bundle(code: string, namespace: string): Resources
}

export function createDictionary(files: readonly LocaleFile[]): Dictionary {
  const i18n = i18next.createInstance()
  void i18n.init({
    initAsync: false,
    lng: 'en',
    fallbackLng: false,
    resources: { en: { core: {} } },
    ns: ['core', ...new Set(files.map((file) => file.namespace))],
    defaultNS: 'core',
    keySeparator: '.',
    nsSeparator: ':',
    returnEmptyString: false,
    returnedObjectHandler: () => '',
    missingInterpolationHandler: () => '',
    interpolation: { escapeValue: false },
  })
  for (const [name, format] of Object.entries(formats))
    i18n.services.formatter?.add(name, (value, _language, options) =>
      format(value, options.manner as Manner, options as FormatOptions),
    )
  add(files)

  function add(bundles: readonly LocaleFile[]): string[] {
    for (const { language, namespace, resources } of bundles)
      i18n.addResourceBundle(language, namespace, resources, false, false)
    return [...new Set(bundles.map((bundle) => bundle.language))]
  }

  function remove(codes: readonly string[]): void {
    for (const code of codes) delete i18n.store.data[code]
  }

  return {
    find(key, namespace, chain, manner, params) {
      const lngs = chain.filter((code) => i18n.store.data[code])
      const options = {
        ...harmless(params),
        ns: namespace === 'core' ? ['core'] : [namespace, 'core'],
        lng: manner.locales[0],
        lngs,
        manner,
        defaultValue: '',
      }
      return restore(String(i18n.t(key, options as TOptions))) || undefined
    },
    replace(codes, bundles) {
      remove(codes)
      return add(bundles)
    },
    remove,
    bundle: (code, namespace) => (i18n.store.data[code]?.[namespace] ?? {}) as Resources,
  }
}

/** What i18next would take for its own options must not come from a record. */
const reserved = new Set(
  'ordinal replace lng lngs fallbackLng ns keySeparator nsSeparator returnObjects returnDetails joinArrays postProcess interpolation manner nest skipInterpolation applyPostProcessor formatParams locale missingInterpolationHandler i18nResolved appendNamespaceToCIMode missingKeyNoValueFallbackToKey ignoreJSONStructure'.split(
    ' ',
  ),
)

function harmless(params: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kept = Object.entries(params).filter(([name]) => !reserved.has(name) && !name.startsWith('defaultValue'))
  return Object.fromEntries(kept.map(([name, value]) => [name, protect(value)]))
}

/** A private-use character keeps `$t(` in somebody's text from being taken for a key. */
const guard = '\uE000'

function protect(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('$t(', `${guard}t(`)
  return Array.isArray(value) ? value.map(protect) : value
}

function restore(text: string): string {
  return text.replaceAll(`${guard}t(`, '$t(')
}
