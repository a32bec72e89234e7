import type { ManifestResource } from '@guildhall/sdk/manifest'
import { Box, Skeleton, Typography } from '@mui/material'
import { useMemo } from 'react'
import { useListFilterContext, useListSortContext, useTranslate } from 'react-admin'
import { cardFieldsOf } from './card-facts.ts'
import { ListEmpty } from './list-empty.tsx'
import { LoadMore } from './load-more.tsx'
import { RecordCard } from './record-card.tsx'
import { useTotalText } from './total-text.ts'
import { useForwardList } from './use-forward-list.ts'

const perPage = 20

/** The list on a phone: cards below each other, and more of them by key. */
export function Cards({ resource }: { readonly resource: ManifestResource }) {
  const translate = useTranslate()
  const totalText = useTotalText()
  const { filterValues } = useListFilterContext()
  const { sort } = useListSortContext()
  const list = useForwardList(resource.name, { filter: filterValues, sort, perPage })
  const fields = useMemo(() => cardFieldsOf(resource), [resource])
  if (list.isPending)
    return (
      <Box aria-busy sx={{ display: 'grid', gap: 1 }}>
        {[0, 1, 2, 3, 4].map((index) => (
          <Skeleton key={index} variant="rounded" height={84} />
        ))}
      </Box>
    )
  if (list.records.length === 0) return <ListEmpty resource={resource} />
  return (
    <>
      <Typography variant="caption" color="text.secondary" sx={{ px: 0.5 }}>
        {translate('lists.total', { total: totalText(list.total, list.isExact) })}
      </Typography>
      <Box
        component="ul"
        sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 1 }}
      >
        {list.records.map((record) => (
          <li key={record.id}>
            <RecordCard resource={resource} record={record} fields={fields} />
          </li>
        ))}
      </Box>
      <LoadMore {...list} />
    </>
  )
}
