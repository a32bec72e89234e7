import { Box, Button } from '@mui/material'
import { useTranslate } from 'react-admin'
import type { useForwardList } from './use-forward-list.ts'

type LoadMoreProps = Pick<ReturnType<typeof useForwardList>, 'hasMore' | 'isLoadingMore' | 'loadMore'>

export function LoadMore({ hasMore, isLoadingMore, loadMore }: LoadMoreProps) {
  const translate = useTranslate()
  if (!hasMore) return null
  return (
    <Box sx={{ display: 'grid', justifyItems: 'center', py: 1 }}>
      <Button size="small" onClick={loadMore} loading={isLoadingMore}>
        {translate('lists.load_more')}
      </Button>
    </Box>
  )
}
