import { useQuery } from '@tanstack/react-query'
import { type Identifier, type RaRecord, useDataProvider } from 'react-admin'
import type { Rights } from '../../rights.ts'

/** What may be done with the chosen records: the server says it of each. As long as it has not, everything is offered. */
export function useAllowed(resource: string, ids: readonly Identifier[]) {
  const data = useDataProvider()
  const { data: rights } = useQuery({
    queryKey: [resource, 'getAllowed', [...ids].sort()],
    queryFn: async ({ signal }) => {
      const filter = { id: ids, archived: 'with' }
      const pagination = { page: 1, perPage: Math.max(ids.length, 1) }
      const { data: found } = await data.getList<RaRecord & Rights>(resource, {
        filter,
        pagination,
        sort: { field: 'id', order: 'ASC' },
        meta: { can: true },
        signal,
      })
      return found.map(({ _can }) => new Set(_can?.actions))
    },
    enabled: ids.length > 0,
    placeholderData: (before) => before,
  })
  return { some: (right: string) => rights === undefined || rights.some((each) => each.has(right)) }
}
