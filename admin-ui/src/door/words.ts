import { type FormatOptions, formats } from '@guildhall/sdk/formats'
import i18next from 'i18next'
import { createContext, useContext } from 'react'

export interface Language {
  readonly language: string
  readonly name: string
  readonly direction: 'ltr' | 'rtl'
}

export type Translate = (key: string, params?: Readonly<Record<string, unknown>>) => string

export interface DoorWords {
  readonly language: string
  readonly languages: readonly Language[]
  readonly translate: Translate
  /** Kept on this device, and given to the account of whoever signs in. */
  choose(language: string): void
  readonly isChosen: boolean
}

const key = 'guildhall.language'

export const keptLanguage = (): string | null => localStorage.getItem(key)
export const keepLanguage = (language: string): void => localStorage.setItem(key, language)

export const WordsContext = createContext<DoorWords | null>(null)

export function useWords(): DoorWords {
  const words = useContext(WordsContext)
  if (!words) throw new Error('There are no words above this component')
  return words
}

/** The language to begin with: the one chosen here before, else the first of the browser's that is offered. */
export function firstLanguage(offered: readonly Language[], kept: string | null, wanted: readonly string[]): string {
  const known = new Set(offered.map(({ language }) => language))
  const candidates = [kept, ...wanted.flatMap((each) => [each, each.split('-')[0]])]
  return candidates.find((each) => each && known.has(each)) ?? 'en'
}

/** The texts of the backoffice alone: nobody is in yet whose plugins would have something to say. */
export async function loadTranslate(language: string): Promise<Translate> {
  const words = await fetch(`/api/words/${language}`).then((answer) => answer.json())
  const instance = i18next.createInstance()
  await instance.init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: { admin: words.admin } },
    ns: ['admin'],
    defaultNS: 'admin',
    interpolation: { escapeValue: false },
  })
  for (const [name, format] of Object.entries(formats))
    instance.services.formatter?.add(name, (value, _language, options) =>
      format(value, { locales: [language], zone: 'UTC' }, options as FormatOptions),
    )
  return (asked, params) => instance.t(asked, params ?? {})
}
