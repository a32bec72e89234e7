import type { I18nProvider } from 'react-admin'

export interface I18nOptions {
  readonly locales: readonly { readonly locale: string; readonly name: string }[]
  /** Which plugin a resource belongs to; its words are in the namespace of that name. */
  pluginOf(resource: string): string | undefined
  change(locale: string): Promise<void>
}

/** ra-i18n-i18next, which looks for a resource's texts (`resources.tasks.fields.title`) among the words of the plugin that has it. */
export function createI18nProvider(words: I18nProvider, { locales, pluginOf, change }: I18nOptions): I18nProvider {
  return {
    ...words,
    translate(asked, options: Record<string, unknown> = {}) {
      const [namespace, key] = placeOf(asked, pluginOf)
      // Sentences that nest others look in their own namespace first, then in what the core says for all.
      const ns = namespace === 'core' ? ['core'] : [namespace, 'common']
      return words.translate(key, { _: asked, ...options, ns })
    },
    changeLocale: change,
    getLocales: () => [...locales],
  }
}

function placeOf(asked: string, pluginOf: I18nOptions['pluginOf']): [namespace: string, key: string] {
  const colon = asked.indexOf(':')
  if (colon > 0) return [asked.slice(0, colon), asked.slice(colon + 1)]
  const [, resource, part] = /^resources\.([^.]+)\.(.+)$/.exec(asked) ?? []
  const plugin = resource && pluginOf(resource)
  if (plugin) return [plugin, `resources.${resource}.${part === 'name' ? 'noun' : part}`]
  return ['admin', asked]
}
