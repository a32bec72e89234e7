import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { type RaRecord, type SortPayload, useDataProvider } from 'react-admin'
import type { ListTold } from '../../server/list-answers.ts'

export interface ForwardListOptions {
  readonly filter: Readonly<Record<string, unknown>>
  readonly sort: SortPayload
  readonly perPage: number
  /** Whether each record tells what may be done with it. */
  readonly can?: boolean
  readonly isEnabled?: boolean
}

/** A list that only goes forward: page after page by key, whatever its length. */
export function useForwardList<T extends RaRecord = RaRecord>(
  resource: string,
  { filter, sort, perPage, can = false, isEnabled = true }: ForwardListOptions,
) {
  const data = useDataProvider()
  const query = useInfiniteQuery({
    queryKey: [resource, 'getForwardList', { filter, sort, perPage, can }],
    queryFn: ({ pageParam, signal }) =>
      data.getList<T>(resource, {
        pagination: { page: 1, perPage },
        sort,
        filter,
        meta: { ...(can && { can }), ...(pageParam && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ meta }) => (meta as ListTold | undefined)?.cursor ?? null,
    placeholderData: keepPreviousData,
    enabled: isEnabled,
    retry: false,
  })
  const [first] = query.data?.pages ?? []
  return {
    records: query.data?.pages.flatMap(({ data }) => data) ?? [],
    total: first?.total,
    isExact: (first?.meta as ListTold | undefined)?.isExact !== false,
    isPending: query.isPending,
    error: query.error,
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    loadMore: () => void query.fetchNextPage(),
  }
}
