import type { ManifestResource } from '@guildhall/sdk/manifest'
import { useEffect, useState } from 'react'
import { useListFilterContext, useListPaginationContext, useListSortContext, useStore } from 'react-admin'
import { useLocation, useSearchParams } from 'react-router-dom'
import { useRefusal } from '../refusal.ts'
import { isSame, said } from './conditions.ts'
import type { SavedView, useSavedViews, ViewValues } from './saved-views.ts'
import type { Columns } from './use-columns.ts'
import type { Look } from './use-look.ts'

/** Lists that were opened since the program was started: the first time a default view counts, later how it was left. */
const opened = new Set<string>()

export interface Views {
  readonly all: readonly SavedView[]
  readonly current: SavedView | undefined
  /** Whether what is shown differs from the view one is in, or from the list as it is. */
  readonly isChanged: boolean
  readonly defaultId: string | null
  readonly isNaming: boolean
  enter(id: string | null): void
  askName(): void
  closeName(): void
  /** Saves what is shown as a new view and enters it; false where the server refused. */
  saveAs(name: string, shared: boolean): Promise<boolean>
  /** Puts what is shown into the view one is in. */
  update(): Promise<boolean>
  change(values: ViewValues): Promise<boolean>
  remove(): Promise<boolean>
  setDefault(id: string | null): void
}

interface Parts {
  readonly resource: ManifestResource
  readonly look: Look
  readonly saved: ReturnType<typeof useSavedViews>
  readonly current: SavedView | undefined
  readonly columns: Columns
}

/** Saved views of a list: which one somebody is in, whether he has changed it, and what he can do with it. */
export function useViews({ resource, look, saved, current, columns }: Parts): Views {
  const { filterValues } = useListFilterContext()
  const { sort } = useListSortContext()
  const { perPage } = useListPaginationContext()
  const [, setParams] = useSearchParams()
  const [defaultId, setDefault] = useStore<string | null>(`lists.${resource.name}.default`, null)
  const [isNaming, setNaming] = useState(false)
  const refusal = useRefusal()
  const ownSort = { field: resource.sort[0], order: resource.sort[1] }
  const shown = {
    kind: look.kind,
    filter: said(filterValues),
    sort: isSame(sort, ownSort) ? null : ([sort.field, sort.order] as const),
  }
  const stands = current
    ? { kind: current.kind, filter: current.filter, sort: isSame(current.sort, resource.sort) ? null : current.sort }
    : { kind: shown.kind, filter: {}, sort: null }
  const isChanged = !isSame(shown, stands) || (current !== undefined && columns.isChanged)

  function enter(id: string | null, view = saved.views.find((each) => each.id === id)) {
    const [field, order] = view?.sort ?? resource.sort
    setParams({
      kind: view?.kind ?? 'table',
      ...(view && { view: view.id }),
      filter: JSON.stringify(view?.filter ?? {}),
      sort: field,
      order,
      page: '1',
      perPage: String(perPage),
    })
  }

  async function tried(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work()
      return true
    } catch (error) {
      refusal.tell(error)
      return false
    }
  }

  useDefault(resource.name, defaultId, saved.views, enter)

  const content = { ...shown, columns: columns.names }
  return {
    all: saved.views,
    current,
    isChanged,
    defaultId,
    isNaming,
    enter,
    askName: () => setNaming(true),
    closeName: () => setNaming(false),
    saveAs: (name, shared) =>
      tried(async () => {
        const view = await saved.save({ name, shared, ...content })
        setNaming(false)
        enter(view.id, view)
      }),
    update: () =>
      tried(async () => {
        if (!current) return
        await saved.change(current.id, { ...content, version: current.version })
        columns.choose(null)
      }),
    change: (values) => tried(async () => current && saved.change(current.id, values)),
    remove: () =>
      tried(async () => {
        if (!current) return
        await saved.remove(current.id)
        if (current.id === defaultId) setDefault(null)
        enter(null)
      }),
    setDefault(id) {
      opened.add(resource.name)
      setDefault(id)
    },
  }
}

function useDefault(
  resource: string,
  defaultId: string | null,
  views: readonly SavedView[],
  enter: (id: string) => void,
): void {
  const { search } = useLocation()
  const [isFirst] = useState(() => search === '' && !opened.has(resource))
  const isThere = views.some(({ id }) => id === defaultId)
  useEffect(() => {
    if (!isFirst || opened.has(resource) || !defaultId || !isThere) return
    opened.add(resource)
    enter(defaultId)
  })
}
