import { Empty } from '@guildhall/admin-ui'
import { Box, Button, Divider, List, Skeleton, Typography } from '@mui/material'
import { useTranslate } from 'react-admin'
import { Link } from 'react-router-dom'
import { Line } from '../inbox/line.tsx'
import { useLatest, useReading } from '../inbox/use-notifications.ts'

const shown = 12

export function Panel({ unread, onClose }: { readonly unread: number; readonly onClose: () => void }) {
  const translate = useTranslate()
  const { data, isPending } = useLatest(shown)
  const { turn, all } = useReading()
  return (
    <>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, px: 2, pt: 1.5 }}>
        <Typography variant="subtitle1" component="h2" sx={{ flex: 1 }}>
          {translate('notifications:slots.bell.title')}
        </Typography>
        {unread > 0 && (
          <Button size="small" onClick={() => all.mutate()} loading={all.isPending}>
            {translate('notifications:slots.bell.readAll')}
          </Button>
        )}
      </Box>
      {isPending && <Skeleton variant="rectangular" height={120} sx={{ m: 2 }} />}
      {data?.length === 0 && <Empty text={translate('notifications:slots.bell.empty')} />}
      <List dense disablePadding>
        {data?.map((told) => (
          <Line
            key={told.id}
            told={told}
            onGo={() => {
              if (told.readAt === null) turn.mutate(told)
              onClose()
            }}
          />
        ))}
      </List>
      <Divider />
      <Box sx={{ display: 'flex', justifyContent: 'space-between', p: 1 }}>
        <Button size="small" component={Link} to="/notifications/inbox" onClick={onClose}>
          {translate('notifications:slots.bell.all')}
        </Button>
        <Button size="small" component={Link} to="/notifications/preferences" onClick={onClose}>
          {translate('notifications:slots.bell.preferences')}
        </Button>
      </Box>
    </>
  )
}
