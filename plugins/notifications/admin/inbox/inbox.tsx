import { Card, Empty, PageFrame } from '@guildhall/admin-ui'
import DoneIcon from '@mui/icons-material/DoneOutlined'
import UndoIcon from '@mui/icons-material/MarkunreadOutlined'
import { Button, IconButton, List, Skeleton, Tab, Tabs, Tooltip } from '@mui/material'
import { useState } from 'react'
import { useTranslate } from 'react-admin'
import { Link } from 'react-router-dom'
import { Line } from './line.tsx'
import { useLatest, useReading } from './use-notifications.ts'

const shown = 100

/** All that one was told. */
export function Inbox() {
  const translate = useTranslate()
  const [isUnread, setUnread] = useState(true)
  const { data, isPending } = useLatest(shown, isUnread)
  const { turn, all } = useReading()
  return (
    <PageFrame
      isNarrow
      actions={
        <>
          <Button onClick={() => all.mutate()} loading={all.isPending}>
            {translate('notifications:slots.bell.readAll')}
          </Button>
          <Button component={Link} to="/notifications/preferences">
            {translate('notifications:slots.bell.preferences')}
          </Button>
        </>
      }
    >
      <Tabs value={isUnread ? 'unread' : 'everything'} onChange={(_, chosen) => setUnread(chosen === 'unread')}>
        <Tab value="unread" label={translate('notifications:slots.inbox.unread')} />
        <Tab value="everything" label={translate('notifications:slots.inbox.everything')} />
      </Tabs>
      <Card isFlush>
        {isPending && <Skeleton variant="rectangular" height={160} />}
        {data?.length === 0 && <Empty text={translate('notifications:slots.bell.empty')} />}
        <List disablePadding>
          {data?.map((told) => {
            const label = translate(
              `notifications:resources.notifications.actions.${told.readAt ? 'markUnread' : 'markRead'}`,
            )
            return (
              <Line
                key={told.id}
                told={told}
                onGo={() => told.readAt === null && turn.mutate(told)}
                action={
                  <Tooltip title={label}>
                    <IconButton edge="end" aria-label={`${label}: ${told.title}`} onClick={() => turn.mutate(told)}>
                      {told.readAt ? <UndoIcon fontSize="small" /> : <DoneIcon fontSize="small" />}
                    </IconButton>
                  </Tooltip>
                }
              />
            )
          })}
        </List>
      </Card>
    </PageFrame>
  )
}
