import { Box, Button, List, ListItem, ListItemText, Skeleton, Tab, Tabs } from '@mui/material'
import { useState } from 'react'
import { useNotify, useTranslate } from 'react-admin'
import { Empty } from '../../shell/empty.tsx'
import { useSay } from '../../words/use-words.ts'
import { Card } from '../parts/card.tsx'
import { useCore, useTell } from '../parts/use-core.ts'
import { Refuse } from './refuse.tsx'
import { type Registration, standings } from './registrations.ts'

const range = encodeURIComponent('[0,199]')

/** Those who wait, the longest first; and what became of the others. */
export function Newcomers() {
  const translate = useTranslate()
  const notify = useNotify()
  const [status, setStatus] = useState<Registration['status']>('waiting')
  const [refusing, setRefusing] = useState<Registration | null>(null)
  const { data } = useCore<readonly Registration[]>(`/registrations?status=${status}&range=${range}`)
  const { data: waiting } = useCore<readonly Registration[]>(`/registrations?status=waiting&range=${range}`)
  const { mutate, isPending, variables } = useTell({
    onDone: () => notify('pages.registration.approved', { type: 'success' }),
  })
  const approve = ({ id }: Registration) => mutate({ path: `/registrations/${id}/approve`, body: {} })
  const isBusy = ({ id }: Registration) => isPending && variables?.path === `/registrations/${id}/approve`
  return (
    <Card isFlush>
      <Tabs
        value={status}
        onChange={(_event, value) => setStatus(value)}
        variant="scrollable"
        aria-label={translate('pages.registration.title')}
        sx={{ px: 2, borderBottom: 1, borderColor: 'divider' }}
      >
        {standings.map((each) => (
          <Tab
            key={each}
            value={each}
            label={`${translate(`pages.registration.standing.${each}`)}${each === 'waiting' && waiting ? ` ${waiting.length}` : ''}`}
          />
        ))}
      </Tabs>
      {!data && <Skeleton variant="rectangular" height={120} />}
      {data?.length === 0 && <Empty text={translate(`pages.registration.none.${status}`)} />}
      <List disablePadding>
        {data?.map((newcomer) => (
          <ListItem key={newcomer.id} divider sx={{ flexWrap: 'wrap', gap: 1 }}>
            <ListItemText
              sx={{ flex: '1 1 220px', overflowWrap: 'anywhere' }}
              primary={newcomer.name}
              secondary={<About {...newcomer} />}
              slotProps={{ primary: { sx: { fontWeight: 600 } }, secondary: { component: 'div' } }}
            />
            {status === 'waiting' && (
              <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
                <Button
                  variant="contained"
                  loading={isBusy(newcomer)}
                  aria-label={`${translate('pages.registration.approve')}: ${newcomer.name}`}
                  onClick={() => approve(newcomer)}
                >
                  {translate('pages.registration.approve')}
                </Button>
                <Button
                  variant="outlined"
                  color="error"
                  aria-label={`${translate('pages.registration.refuse')}: ${newcomer.name}`}
                  onClick={() => setRefusing(newcomer)}
                >
                  {translate('pages.registration.refuse')}
                </Button>
              </Box>
            )}
          </ListItem>
        ))}
      </List>
      {refusing && <Refuse newcomer={refusing} onClose={() => setRefusing(null)} />}
    </Card>
  )
}

function About({ email, createdAt, decidedAt, reason }: Registration) {
  const say = useSay()
  return (
    <>
      <div>
        {email} · {say('instant', decidedAt ?? createdAt)}
      </div>
      {reason && <div>{reason}</div>}
    </>
  )
}
