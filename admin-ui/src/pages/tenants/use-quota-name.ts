import { useTranslate } from 'react-admin'
import { useNoun } from '../../words/nouns.ts'

/** `records.projects` → “projects”. */
export function useQuotaName() {
  const translate = useTranslate()
  const noun = useNoun()
  return (quota: string) => {
    const resource = /^records\.(.+)$/.exec(quota)?.[1]
    const [plugin, name] = quota.split('.')
    return resource
      ? noun(resource, { count: 2 })
      : translate(name === undefined ? `core:quotas.${quota}` : `${plugin}:quotas.${name}`)
  }
}
