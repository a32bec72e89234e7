import { useMemo } from 'react'
import { useTranslate } from 'react-admin'
import { useManifest } from '../../server/manifest.ts'
import { useSay } from '../../words/use-words.ts'
import { useCore } from '../parts/use-core.ts'
import type { CatalogueResource } from './rights.ts'
import type { Speech } from './sentence.ts'

export interface Catalogue {
  readonly resources: readonly CatalogueResource[]
}

/** All rights there are, with what may be granted. */
export const useCatalogue = () => useCore<Catalogue>('/access/catalogue')

export type Names = ReadonlyMap<string, string>
const nobody: Names = new Map()

/** Sentences about rights in the reader's language and the tenant's words. */
export function useSpeech(resources: readonly CatalogueResource[], names: Names = nobody): Speech {
  const translate = useTranslate()
  const say = useSay()
  const { language } = useManifest()
  return useMemo(() => {
    const known = new Map(resources.map((resource) => [resource.name, resource]))
    const lists = {
      and: new Intl.ListFormat(language, { type: 'conjunction' }),
      or: new Intl.ListFormat(language, { type: 'disjunction' }),
    }
    return {
      translate: (key, values) => translate(key, values),
      records: ({ noun }) => capitalized(translate(noun, { smart_count: 2, context: 'plural' }), language),
      label: ({ label }) => translate(label),
      choice: ({ label }, value) =>
        translate(`${label.replace('.fields.', '.values.')}.${value}`, { _: value }).toLocaleLowerCase(language),
      named: (_resource, id) => names.get(id) ?? translate('pages.roles.value.somebody'),
      date: (value) => say(value.length > 10 ? 'instant' : 'date', value),
      list: (values, kind) => lists[kind].format(values),
      resource: (name) => known.get(name),
    }
  }, [translate, say, language, resources, names])
}

export const capitalized = (text: string, language: string) =>
  text.charAt(0).toLocaleUpperCase(language) + text.slice(1)
