import type { ManifestRecordField, ManifestResource } from '@guildhall/sdk/manifest'
import { useMemo } from 'react'
import { useStore } from 'react-admin'
import { columnsOf, firstColumns } from './listed-fields.ts'
import type { SavedView } from './saved-views.ts'

export interface Columns {
  readonly names: readonly string[]
  readonly fields: readonly ManifestRecordField[]
  /** Whether they are others than the list, or the saved view, begins with. */
  readonly isChanged: boolean
  choose(names: readonly string[] | null): void
}

/** The columns somebody has chosen, for the list or within a saved view; the same on all his devices. */
export function useColumns(resource: ManifestResource, view: SavedView | undefined): Columns {
  const key = view ? `lists.${resource.name}.view.${view.id}.columns` : `lists.${resource.name}.columns`
  const [chosen, setChosen] = useStore<readonly string[] | null>(key, null)
  const begins = useMemo(() => view?.columns ?? firstColumns(resource), [view, resource])
  const names = chosen ?? begins
  const fields = useMemo(() => columnsOf(resource, names), [resource, names])
  return {
    names,
    fields,
    isChanged: JSON.stringify(names) !== JSON.stringify(begins),
    choose: (next) => setChosen(next && JSON.stringify(next) === JSON.stringify(begins) ? null : next),
  }
}
