import type { ManifestField } from '@guildhall/sdk/manifest'
import { useQueries, useQueryClient } from '@tanstack/react-query'
import { createContext, useCallback, useContext, useMemo } from 'react'
import { type RaRecord, useDataProvider } from 'react-admin'
import { useManifest } from '../server/manifest.ts'

/** Records that others point to, of one resource. */
export interface Referred {
  readonly records: ReadonlyMap<string, RaRecord>
  readonly isPending: boolean
}

export const ReferredContext = createContext<ReadonlyMap<string, Referred> | null>(null)

/** What a table has asked for all its rows at once; nothing outside of one. */
export const useReferred = (resource: string): Referred | undefined => useContext(ReferredContext)?.get(resource)

/** As many names of one value as a list shows. */
export const mostInLine = 3

/** As many ids as one address can hold. */
const most = 100

/** Every record that the given ones point to in the given fields, asked for together. */
export function useAllReferred(
  fields: readonly ManifestField[],
  records: readonly RaRecord[],
): ReadonlyMap<string, Referred> {
  const data = useDataProvider()
  const client = useQueryClient()
  const { resource: known } = useManifest()
  const asked = useMemo(
    () =>
      [...idsOf(fields, records)]
        .filter(([resource]) => (known(resource)?.rights['read'] ?? 'never') !== 'never')
        .flatMap(([resource, ids]) => slices([...ids].sort()).map((slice) => ({ resource, ids: slice }))),
    [fields, records, known],
  )
  return useQueries({
    queries: asked.map(({ resource, ids }) => ({
      queryKey: [resource, 'getMany', { ids }],
      queryFn: async () => (await data.getMany<RaRecord>(resource, { ids })).data,
      retry: false,
      // One more record changes the question, not the names that are known.
      placeholderData: () =>
        client
          .getQueriesData<RaRecord[]>({ queryKey: [resource, 'getMany'] })
          .flatMap(([, known]) => known?.filter(Boolean) ?? []),
    })),
    combine: useCallback((answers: Answered[]) => gathered(asked, answers), [asked]),
  })
}

/** By resource; of a field that may point to records of any kind the value itself says which. */
function idsOf(fields: readonly ManifestField[], records: readonly RaRecord[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  const add = (resource: string | undefined, id: unknown) => {
    if (!resource || !id) return
    found.set(resource, (found.get(resource) ?? new Set()).add(String(id)))
  }
  for (const { name, kind, target } of fields)
    for (const record of records) {
      const value: unknown = record[name]
      if (kind === 'ref') add(target, value)
      if (kind === 'refs' && Array.isArray(value)) for (const id of value.slice(0, mostInLine)) add(target, id)
      if (kind === 'subject' && typeof value === 'string') add(...(value.split('/') as [string, string]))
    }
  return found
}

const slices = (ids: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(ids.length / most) }, (_, nth) => ids.slice(nth * most, (nth + 1) * most))

interface Answered {
  readonly data: RaRecord[] | undefined
  readonly isPending: boolean
  readonly isPlaceholderData: boolean
}

function gathered(
  asked: readonly { readonly resource: string }[],
  answers: readonly Answered[],
): ReadonlyMap<string, Referred> {
  const all = new Map<string, Referred>()
  asked.forEach(({ resource }, nth) => {
    const { data = [], isPending = false, isPlaceholderData = false } = answers[nth] ?? {}
    const before = all.get(resource)
    const found = data.map((record) => [String(record.id), record] as const)
    all.set(resource, {
      records: new Map([...(before?.records ?? []), ...found]),
      isPending: isPending || isPlaceholderData || before?.isPending === true,
    })
  })
  return all
}
