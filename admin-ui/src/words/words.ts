import { type FormatOptions, formats, type Manner } from '@guildhall/sdk/formats'
import i18next from 'i18next'
import { getI18nProvider } from 'ra-i18n-i18next'
import type { I18nProvider } from 'react-admin'

/** Texts of a language by namespace, as `/api/words/:language` gives them. */
export type Words = Readonly<Record<string, object>>

/** An i18next that says things as the server does: the same formats, and the core's words where a plugin has none. */
export async function createWords(language: string, zone: string, words: Words): Promise<I18nProvider> {
  const instance = i18next.createInstance()
  // What the core itself is called is no other plugin's name.
  const { plugin: _, ...common } = { ...words['core'] } as Record<string, unknown>
  const manner: Manner = { locales: [language], zone }
  const provider = await getI18nProvider(instance, {
    lng: language,
    fallbackLng: false,
    resources: { [language]: { ...words, common } as Record<string, Record<string, unknown>> },
    ns: ['admin', ...Object.keys(words)],
    defaultNS: 'admin',
    fallbackNS: 'common',
    keySeparator: '.',
    nsSeparator: ':',
    returnEmptyString: false,
    interpolation: { escapeValue: false },
  })
  for (const [name, format] of Object.entries(formats))
    instance.services.formatter?.add(name, (value, _language, options) =>
      format(value, manner, options as FormatOptions),
    )
  return provider
}

/** A value in the reader's form: `number`, `money`, `date`, `instant`, `duration`, `list`. */
export type Say = (format: string, value: unknown, options?: FormatOptions) => string

export function createSay(language: string, zone: string): Say {
  const manner: Manner = { locales: [language], zone }
  return (format, value, options = {}) => formats[format]?.(value, manner, options) ?? String(value ?? '')
}
