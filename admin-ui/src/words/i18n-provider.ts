import type { i18n } from 'i18next'
import type { I18nProvider } from 'react-admin'

export interface I18nOptions {
  readonly locales: readonly { readonly locale: string; readonly name: string }[]
  /** Which plugin a resource belongs to; its words are in the namespace of that name. */
  pluginOf(resource: string): string | undefined
  change(locale: string): Promise<void>
}

/**
 * react-admin's texts and ours from one i18next. react-admin gives `smart_count` and `_`, and asks for a resource's texts by
 * `resources.tasks.fields.title`, which are among the words of the plugin that has it.
 */
export function createI18nProvider(words: i18n, { locales, pluginOf, change }: I18nOptions): I18nProvider {
  return {
    translate(asked, { _: fallback, smart_count: count, ...rest }: Record<string, unknown> = {}) {
      const [namespace, key] = placeOf(asked, pluginOf)
      const given = { ...rest, ...(count !== undefined && { count }) }
      // Sentences that nest others look in their own namespace first.
      return String(
        words.t(key, {
          ...given,
          ns: namespace === 'core' ? ['core'] : [namespace, 'core'],
          defaultValue: typeof fallback === 'string' ? fallback : asked,
        }),
      )
    },
    changeLocale: change,
    getLocale: () => words.language,
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
