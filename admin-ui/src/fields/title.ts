import type { RaRecord } from 'react-admin'
import { useManifest } from '../server/manifest.ts'
import { useNoun } from '../words/nouns.ts'
import { useSay } from '../words/use-words.ts'

/** What a record is called: its title, a day as the reader writes it, or else what it is. */
export function useTitleOf() {
  const { resource: known } = useManifest()
  const noun = useNoun()
  const say = useSay()
  return (resource: string, record: Partial<RaRecord> | undefined): string => {
    const described = known(resource)
    const title = record?.[described?.title ?? '']
    if (typeof title !== 'string' || title === '') return noun(resource, { capitalized: true })
    const kind = described?.fields.find(({ name }) => name === described.title)?.kind
    return kind === 'date' || kind === 'instant' ? say(kind, title) : title
  }
}
