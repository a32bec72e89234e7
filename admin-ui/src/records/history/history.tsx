import type { ManifestResource } from '@guildhall/sdk/manifest'
import { Alert, Box, Button, Skeleton } from '@mui/material'
import { useInfiniteQuery } from '@tanstack/react-query'
import { type RaRecord, useDataProvider, useTranslate } from 'react-admin'
import type { GuildhallData } from '../../server/data-provider.ts'
import type { Entry } from './entry.ts'
import { HistoryEntry } from './history-entry.tsx'

export interface HistoryProps {
  readonly resource: ManifestResource
  readonly record: RaRecord
}

const perPage = 25

/** What happened to a record, newest first. */
export default function History({ resource, record }: HistoryProps) {
  const { name } = resource
  const translate = useTranslate()
  const data = useDataProvider<GuildhallData>()
  const {
    data: pages,
    error,
    isPending,
    hasNextPage,
    isFetchingNextPage,
    fetchNextPage,
  } = useInfiniteQuery({
    queryKey: [name, 'history', record.id, record['version']],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      data.call<Entry[]>(
        `/${name}/${encodeURIComponent(String(record.id))}/history?limit=${perPage}${pageParam && `&cursor=${pageParam}`}`,
      ),
    getNextPageParam: (page: Entry[]) => (page.length === perPage ? page.at(-1)?.id : undefined),
  })
  if (error) return <Alert severity="error">{error.message}</Alert>
  if (isPending) return <Skeleton variant="rounded" height={160} />
  return (
    <Box>
      <Box component="ol" aria-label={translate('records.history.title')} sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {pages.pages.flat().map((entry) => (
          <HistoryEntry key={entry.id} resource={resource} entry={entry} />
        ))}
      </Box>
      {hasNextPage && (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {translate('records.history.more')}
        </Button>
      )}
    </Box>
  )
}
