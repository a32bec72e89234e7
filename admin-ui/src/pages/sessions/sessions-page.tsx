import Computer from '@mui/icons-material/ComputerOutlined'
import Smartphone from '@mui/icons-material/SmartphoneOutlined'
import { Box, Button, Chip, List, ListItem, ListItemIcon, ListItemText, Skeleton, Typography } from '@mui/material'
import { useNotify, useTranslate } from 'react-admin'
import { useSay } from '../../words/use-words.ts'
import { Card } from '../parts/card.tsx'
import { PageFrame } from '../parts/page-frame.tsx'
import { useCore, useTell } from '../parts/use-core.ts'
import { browserOf } from './browser.ts'
import { ByWhom } from './by-whom.tsx'

interface Session {
  readonly id: string
  readonly createdAt: string
  readonly seenAt: string
  readonly ip: string | null
  readonly agent: string | null
  readonly current: boolean
}

/** Where one is signed in oneself; what one does not know is ended here. */
export default function SessionsPage() {
  const translate = useTranslate()
  const notify = useNotify()
  const { data } = useCore<readonly Session[]>('/auth/sessions')
  const { mutateAsync, isPending } = useTell()
  const others = data?.filter(({ current }) => !current) ?? []
  const end = async (sessions: readonly Session[]) => {
    for (const { id } of sessions) await mutateAsync({ path: `/auth/sessions/${id}`, method: 'DELETE' }).catch(() => {})
    notify('pages.sessions.ended', { type: 'success', messageArgs: { smart_count: sessions.length } })
  }
  return (
    <PageFrame
      isNarrow
      title={translate('pages.sessions.title')}
      lead={translate('pages.sessions.lead')}
      actions={
        others.length > 0 && (
          <Button color="error" variant="outlined" loading={isPending} onClick={() => void end(others)}>
            {translate('pages.sessions.end_others')}
          </Button>
        )
      }
    >
      <Card isFlush>
        {!data && <Skeleton variant="rectangular" height={160} />}
        <List disablePadding>
          {data?.map((session) => (
            <SessionRow key={session.id} session={session} isBusy={isPending} onEnd={() => void end([session])} />
          ))}
        </List>
      </Card>
      <OwnJournal />
    </PageFrame>
  )
}

function SessionRow({
  session,
  isBusy,
  onEnd,
}: {
  readonly session: Session
  readonly isBusy: boolean
  readonly onEnd: () => void
}) {
  const translate = useTranslate()
  const say = useSay()
  const { agent, ip, createdAt, seenAt, current } = session
  const Icon = /Mobile|Android|iPhone/.test(agent ?? '') ? Smartphone : Computer
  return (
    <ListItem sx={{ '& + &': { borderTop: 1, borderColor: 'divider' }, gap: 1, flexWrap: 'wrap' }}>
      <ListItemIcon sx={{ minWidth: 36 }}>
        <Icon />
      </ListItemIcon>
      <ListItemText
        sx={{ flex: '1 1 220px' }}
        primary={[browserOf(agent) ?? translate('pages.sessions.unknown'), ip].filter(Boolean).join(' · ')}
        secondary={translate('pages.sessions.times', {
          since: say('instant', createdAt),
          seen: say('instant', seenAt),
        })}
      />
      {current ? (
        <Chip size="small" color="success" variant="outlined" label={translate('pages.sessions.this')} />
      ) : (
        <Button size="small" color="error" disabled={isBusy} onClick={onEnd}>
          {translate('pages.sessions.end')}
        </Button>
      )}
    </ListItem>
  )
}

interface OwnEntry {
  readonly id: number
  readonly at: string
  readonly event: string
  readonly ip: string | null
  readonly agent: string | null
  readonly by: string | null
  readonly reason: string | null
}

function OwnJournal() {
  const translate = useTranslate()
  const say = useSay()
  const { data } = useCore<readonly OwnEntry[]>('/auth/journal')
  return (
    <Card title={translate('pages.sessions.journal')} isFlush>
      {data?.length === 0 && (
        <Typography color="textSecondary" sx={{ px: 2, pb: 2 }}>
          {translate('pages.journal.empty')}
        </Typography>
      )}
      <List dense disablePadding>
        {data?.map(({ id, at, event, ip, agent, by, reason }) => (
          <ListItem key={id} sx={{ borderTop: 1, borderColor: 'divider' }}>
            <ListItemText
              primary={
                <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
                  <span>{translate(`pages.journal.event.${event}`)}</span>
                  <Typography component="span" variant="body2" color="textSecondary">
                    {say('instant', at)}
                  </Typography>
                  <ByWhom by={by} reason={reason} />
                </Box>
              }
              secondary={[browserOf(agent), ip].filter(Boolean).join(' · ')}
            />
          </ListItem>
        ))}
      </List>
    </Card>
  )
}
