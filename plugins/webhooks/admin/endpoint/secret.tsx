import { type GuildhallData, type RecordSlotProps, useSay } from '@guildhall/admin-ui'
import { Alert, Button, Stack, Typography } from '@mui/material'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useDataProvider, useNotify, useRefresh, useTranslate } from 'react-admin'
import { SecretShown } from './secret-shown.tsx'

type Step = 'reveal' | 'rotate'

/** The secret that messages are signed with: shown once, and made anew with a day to change over. */
export function Secret({ record }: RecordSlotProps) {
  const translate = useTranslate()
  const say = useSay()
  const refresh = useRefresh()
  const notify = useNotify()
  const data = useDataProvider<GuildhallData>()
  const [isAsking, setAsking] = useState(false)
  const tell = useMutation({
    mutationFn: (step: Step) =>
      data.call<{ secret: string }>(`/webhooks/endpoints/${record.id}/secret/${step}`, { method: 'POST', body: {} }),
    onSuccess: () => setAsking(false),
    onError: (error) => notify(error.message, { type: 'error' }),
  })
  const { secretShownAt, previousSecretUntil } = record as { secretShownAt?: string; previousSecretUntil?: string }
  const isTurning = previousSecretUntil && previousSecretUntil > new Date().toISOString()
  const done = () => {
    tell.reset()
    refresh()
  }
  return (
    <Stack sx={{ gap: 1.5, alignItems: 'flex-start' }}>
      <Typography variant="body2" color="text.secondary">
        {secretShownAt
          ? translate('webhooks:slots.secret.hidden', { at: say('instant', secretShownAt) })
          : translate('webhooks:slots.secret.never')}
      </Typography>
      {isTurning && (
        <Alert severity="info">
          {translate('webhooks:slots.secret.turning', { at: say('instant', previousSecretUntil) })}
        </Alert>
      )}
      {isAsking ? (
        <>
          <Typography variant="body2">{translate('webhooks:slots.secret.sure')}</Typography>
          <Stack direction="row" sx={{ gap: 1, flexWrap: 'wrap' }}>
            <Button size="small" variant="contained" loading={tell.isPending} onClick={() => tell.mutate('rotate')}>
              {translate('webhooks:slots.secret.rotate')}
            </Button>
            <Button size="small" onClick={() => setAsking(false)}>
              {translate('webhooks:slots.secret.cancel')}
            </Button>
          </Stack>
        </>
      ) : secretShownAt ? (
        <Button size="small" variant="outlined" onClick={() => setAsking(true)}>
          {translate('webhooks:slots.secret.rotate')}
        </Button>
      ) : (
        <Button size="small" variant="contained" loading={tell.isPending} onClick={() => tell.mutate('reveal')}>
          {translate('webhooks:slots.secret.reveal')}
        </Button>
      )}
      {tell.data && <SecretShown secret={tell.data.secret} onClose={done} />}
    </Stack>
  )
}
