import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useDataProvider } from 'react-admin'
import type { GuildhallData } from '../../server/data-provider.ts'
import { useManifest } from '../../server/manifest.ts'

/** A way of looking at a list that somebody saved. */
export interface SavedView {
  readonly id: string
  readonly resource: string
  readonly name: string
  readonly shared: boolean
  readonly mine: boolean
  readonly changeable: boolean
  readonly kind: string
  readonly filter: Readonly<Record<string, unknown>>
  readonly sort: readonly [field: string, order: 'ASC' | 'DESC'] | null
  readonly columns: readonly string[] | null
  readonly version: number
}

export type ViewValues = Partial<
  Pick<SavedView, 'name' | 'shared' | 'kind' | 'filter' | 'sort' | 'columns' | 'version'>
>

/** The saved views of a list, and what can be done with them. */
export function useSavedViews(resource: string) {
  const data = useDataProvider<GuildhallData>()
  const client = useQueryClient()
  // They are of people of the installation, and here is none of them.
  const enabled = !useManifest().link
  const queryKey = ['saved-views', resource]
  const { data: views, isPending } = useQuery({
    queryKey,
    enabled,
    queryFn: () => data.call<SavedView[]>(`/saved-views?resource=${encodeURIComponent(resource)}`),
  })
  const then = async (done: Promise<SavedView>) => {
    const view = await done
    await client.invalidateQueries({ queryKey })
    return view
  }
  return {
    views: views ?? none,
    isPending: enabled && isPending,
    save: (values: ViewValues & { name: string }) =>
      then(data.call('/saved-views', { method: 'POST', body: { resource, ...values } })),
    change: (id: string, values: ViewValues) =>
      then(data.call(`/saved-views/${id}`, { method: 'PATCH', body: values })),
    remove: (id: string) => then(data.call(`/saved-views/${id}`, { method: 'DELETE' })),
  }
}

const none: readonly SavedView[] = []
