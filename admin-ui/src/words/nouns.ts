import { useTranslate } from 'react-admin'
import { useManifest } from '../server/manifest.ts'

export interface NounOptions {
  readonly count?: number
  /** A grammatical form the language may have: `definite`, `genitive`, `plural`. */
  readonly form?: string
  readonly capitalized?: boolean
}

/** The noun of a resource as the tenant calls it. */
export function useNoun() {
  const translate = useTranslate()
  const { resource, language } = useManifest()
  return (name: string, { count = 1, form, capitalized = false }: NounOptions = {}): string => {
    const key = resource(name)?.noun
    const text = key
      ? translate(key, { smart_count: count, context: form ?? (count === 1 ? undefined : 'plural') })
      : name
    return capitalized ? text.charAt(0).toLocaleUpperCase(language) + text.slice(1) : text
  }
}
