import { useLocale, useTranslate } from 'react-admin'
import { useManifest } from '../../server/manifest.ts'

/** Scopes as people say them: `tasks:read` is “Tasks: Read”. */
export function useScopeWords() {
  const manifest = useManifest()
  const translate = useTranslate()
  const language = useLocale()
  const resourceName = (name: string): string => {
    const noun = manifest.resource(name)?.noun
    const text = noun ? translate(noun, { smart_count: 2, context: 'plural' }) : name
    return text.charAt(0).toLocaleUpperCase(language) + text.slice(1)
  }
  const actionName = (resource: string, action: string): string => {
    const own = manifest.resource(resource)?.actions.find(({ name }) => name === action)
    return own ? translate(own.label) : translate(`core:actions.${action}`, { _: action })
  }
  const scopeName = (scope: string): string => {
    const [resource = '', action = ''] = scope.split(':')
    if (scope === '*:*') return translate('pages.keys.everything')
    if (scope === '*:read') return translate('pages.keys.all_read')
    const verb = action === '*' ? translate('pages.keys.all') : actionName(resource, action)
    return `${resourceName(resource)}: ${verb}`
  }
  return { resourceName, actionName, scopeName }
}
