import type { ManifestResource } from '@guildhall/sdk/manifest'
import { useListFilterContext, useListPaginationContext, useListSortContext, useStore } from 'react-admin'
import { useSearchParams } from 'react-router-dom'
import { isOwnKind, type ViewKind, viewKindsOf } from './view-kinds.ts'

export interface Look {
  readonly kind: ViewKind
  /** The saved view somebody is in. */
  readonly view: string | null
  /** The day a calendar stands at; today unless told. */
  readonly day: string | null
  /** How much of time a calendar shows. */
  readonly span: string | null
  /** Changes the address; what a list keeps there besides (filter, sort, page) stays. */
  look(change: { kind?: ViewKind; view?: string | null; day?: string | null; span?: string | null }): void
}

/** The way of looking, as the address has it or as the list was left. */
export function useKind(resource: ManifestResource): ViewKind {
  const [params] = useSearchParams()
  const kept = useKept(resource.name)
  return known(resource, params.get('kind') ?? kept('kind', params))
}

const known = (resource: ManifestResource, wanted: string | null): ViewKind =>
  isOwnKind(wanted) ? wanted : (viewKindsOf(resource).find((kind) => kind === wanted) ?? 'table')

/** How the list is looked at, beside its filter and order. All of it is in the address. */
export function useLook(resource: ManifestResource): Look {
  const [params, setParams] = useSearchParams()
  const { filterValues } = useListFilterContext()
  const { sort } = useListSortContext()
  const { page, perPage } = useListPaginationContext()
  const kept = useKept(resource.name)
  const ask = (name: string) => params.get(name) ?? kept(name, params)
  return {
    kind: known(resource, ask('kind')),
    view: ask('view'),
    day: params.get('day'),
    span: params.get('span'),
    look(change) {
      const next = new URLSearchParams({
        filter: JSON.stringify(filterValues),
        sort: sort.field,
        order: sort.order,
        page: String(page),
        perPage: String(perPage),
      })
      for (const [name, value] of Object.entries({ kind: ask('kind'), view: ask('view'), ...pick(params), ...change }))
        if (value) next.set(name, value)
      setParams(next, { replace: change.kind === undefined && change.view === undefined })
    },
  }
}

const pick = (params: URLSearchParams) => ({ day: params.get('day'), span: params.get('span') })

/** An address that says nothing stands for how the list was left. */
function useKept(resource: string) {
  const [left] = useStore<Record<string, unknown>>(`${resource}.listParams`, nothing)
  return (name: string, params: URLSearchParams) =>
    params.size === 0 && typeof left[name] === 'string' ? left[name] : null
}

const nothing: Record<string, unknown> = {}
