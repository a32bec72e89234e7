import type { RaRecord } from 'react-admin'
import { useManifest } from '../server/manifest.ts'
import { useNoun } from '../words/nouns.ts'

/** What a record is called: its title, or else what it is. */
export function useTitleOf() {
  const { resource: known } = useManifest()
  const noun = useNoun()
  return (resource: string, record: Partial<RaRecord> | undefined): string => {
    const title = record?.[known(resource)?.title ?? '']
    return typeof title === 'string' && title !== '' ? title : noun(resource, { capitalized: true })
  }
}
