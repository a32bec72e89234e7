import type { ManifestResource } from '@guildhall/sdk/manifest'
import { type RaRecord, useResourceContext } from 'react-admin'
import { useManifest } from '../../server/manifest.ts'
import { useTitleOf } from '../title.ts'

const most = 25

/** How the records of a resource are offered to choose from: found by search, called by title. */
export function useReferenceChoice(name: string) {
  const target = useManifest().resource(name)
  const titleOf = useTitleOf()
  const here = useResourceContext()
  return {
    target: target?.rights['read'] === 'never' ? undefined : target,
    mayCreate: target !== undefined && target.rights['create'] !== 'never' && target.name !== here,
    optionText: (record: RaRecord | undefined) => (record ? titleOf(name, record) : ''),
    reference: {
      reference: name,
      perPage: most,
      sort: target ? { field: target.sort[0], order: target.sort[1] } : { field: 'id', order: 'ASC' as const },
    },
    filterToQuery: (text: string) => (text && target ? searched(target, text) : {}),
  }
}

function searched({ searchable, title }: ManifestResource, text: string): Record<string, string> {
  if (searchable) return { q: text }
  return title ? { [`${title}_like`]: text } : {}
}
