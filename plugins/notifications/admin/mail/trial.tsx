import type { GuildhallData } from '@guildhall/admin-ui'
import { Alert, Box, Button } from '@mui/material'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { type RaRecord, useDataProvider, useGetOne, useNotify, useTranslate } from 'react-admin'

interface Delivery extends RaRecord {
  readonly status: 'waiting' | 'sent' | 'failed' | 'dropped'
  readonly answer: string | null
}

/** A mail to oneself, and what the server says to it. */
export function Trial({ isChanged }: { readonly isChanged: boolean }) {
  const translate = useTranslate()
  const data = useDataProvider<GuildhallData>()
  const notify = useNotify()
  const [id, setId] = useState<string>()
  const asking = useMutation({
    mutationFn: () => data.call<{ delivery: string }>('/notifications/mail-test', { method: 'POST', body: {} }),
    onSuccess: ({ delivery }) => setId(delivery),
    onError: (error: Error) => notify(error.message, { type: 'error' }),
  })
  return (
    <Box sx={{ display: 'grid', gap: 1, mt: 2 }}>
      <Box>
        <Button variant="outlined" disabled={isChanged} loading={asking.isPending} onClick={() => asking.mutate()}>
          {translate('notifications:slots.mail.test')}
        </Button>
      </Box>
      {isChanged && <Alert severity="info">{translate('notifications:slots.mail.unsaved')}</Alert>}
      {id && !isChanged && <Outcome key={id} id={id} />}
    </Box>
  )
}

function Outcome({ id }: { readonly id: string }) {
  const translate = useTranslate()
  const { data } = useGetOne<Delivery>(
    'notification-deliveries',
    { id },
    { refetchInterval: ({ state }) => (state.data?.status === 'waiting' || !state.data ? 1_000 : false) },
  )
  const say = (name: string) => translate(`notifications:slots.mail.${name}`, { answer: data?.answer ?? '' })
  if (!data || data.status === 'waiting') return <Alert severity="info">{say('testing')}</Alert>
  if (data.status === 'sent') return <Alert severity="success">{say(data.answer ? 'testSent' : 'testSentPlain')}</Alert>
  return <Alert severity="error">{say('testFailed')}</Alert>
}
