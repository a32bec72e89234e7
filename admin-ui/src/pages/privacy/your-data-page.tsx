import { Alert, Button, FormControlLabel, List, Skeleton, Switch, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { useNotify, useTranslate } from 'react-admin'
import { useManifest } from '../../server/manifest.ts'
import { Card } from '../parts/card.tsx'
import { Confirm } from '../parts/confirm.tsx'
import { PageFrame } from '../parts/page-frame.tsx'
import { useCore, useTell } from '../parts/use-core.ts'
import { FetchButton } from './fetch-button.tsx'
import { everySecond, type PrivacyRequest } from './privacy.ts'
import { RequestItem } from './request-item.tsx'

const path = '/auth/privacy'

/** What one may ask about one's own data: a copy, and to be erased. */
export default function YourDataPage() {
  const translate = useTranslate()
  const notify = useNotify()
  const { tenant } = useManifest()
  const [every, setEvery] = useState<number>()
  const [isAsking, setAsking] = useState(false)
  const { data } = useCore<readonly PrivacyRequest[]>(path, every ? { every } : {})
  if (data && everySecond(data) !== every) setEvery(everySecond(data))
  const { mutate, isPending } = useTell()
  const isOpen = (kind: string) =>
    data?.some((request) => request.kind === kind && ['asked', 'waiting', 'running'].includes(request.state)) === true
  const withdraw = (id: string) =>
    mutate(
      { path: `${path}/erasures/${id}`, method: 'DELETE' },
      { onSuccess: () => notify('pages.privacy.withdrawn', { type: 'success' }) },
    )
  return (
    <PageFrame
      isNarrow
      title={translate('pages.privacy.yours.title')}
      lead={translate('pages.privacy.yours.lead', { tenant: tenant.name })}
    >
      <Card title={translate('pages.privacy.yours.copy')} lead={translate('pages.privacy.yours.copy_lead')}>
        <Button
          variant="contained"
          loading={isPending}
          disabled={!data || isOpen('copy')}
          onClick={() =>
            mutate(
              { path: `${path}/copies`, body: {} },
              { onSuccess: () => notify('pages.privacy.copy_asked', { type: 'success' }) },
            )
          }
        >
          {translate('pages.privacy.yours.ask_copy')}
        </Button>
      </Card>
      <Card
        title={translate('pages.privacy.yours.erase')}
        lead={translate('pages.privacy.yours.erase_lead', { tenant: tenant.name })}
      >
        <Button color="error" variant="outlined" disabled={!data || isOpen('erasure')} onClick={() => setAsking(true)}>
          {translate('pages.privacy.yours.ask_erase')}
        </Button>
      </Card>
      <Card isFlush title={translate('pages.privacy.yours.asked')}>
        {!data && <Skeleton variant="rectangular" height={80} />}
        {data?.length === 0 && (
          <Typography color="textSecondary" sx={{ px: 2, pb: 2 }}>
            {translate('pages.privacy.yours.none')}
          </Typography>
        )}
        <List disablePadding>
          {data?.map((request) => (
            <RequestItem
              key={request.id}
              request={request}
              title={translate(`pages.privacy.yours.is.${request.kind}`)}
              actions={
                <>
                  {request.isMine && <FetchButton id={request.id} />}
                  {request.kind === 'erasure' && request.isOwn && ['asked', 'waiting'].includes(request.state) && (
                    <Button size="small" variant="outlined" loading={isPending} onClick={() => withdraw(request.id)}>
                      {translate('pages.privacy.withdraw')}
                    </Button>
                  )}
                </>
              }
            />
          ))}
        </List>
      </Card>
      {isAsking && <AskErasure onClose={() => setAsking(false)} />}
    </PageFrame>
  )
}

function AskErasure({ onClose }: { readonly onClose: () => void }) {
  const translate = useTranslate()
  const notify = useNotify()
  const { tenant } = useManifest()
  const [reason, setReason] = useState('')
  const [everywhere, setEverywhere] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const { mutate, isPending } = useTell({
    onDone() {
      notify('pages.privacy.erasure_asked', { type: 'success' })
      onClose()
    },
    onRefused({ message }) {
      setRefusal(message)
      return true
    },
  })
  return (
    <Confirm
      isOpen
      isDestructive
      title={translate('pages.privacy.yours.sure', { tenant: tenant.name })}
      action={translate('pages.privacy.yours.ask_erase')}
      isBusy={isPending}
      isDisabled={!reason.trim()}
      onClose={onClose}
      onConfirm={() => mutate({ path: `${path}/erasures`, body: { reason, everywhere } })}
    >
      <Typography sx={{ mb: 2 }}>{translate('pages.privacy.yours.what_follows', { tenant: tenant.name })}</Typography>
      {refusal && (
        <Alert severity="error" sx={{ mb: 2 }}>
          {refusal}
        </Alert>
      )}
      <TextField
        required
        multiline
        fullWidth
        label={translate('pages.privacy.reason')}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
        slotProps={{ htmlInput: { maxLength: 1000 } }}
      />
      <FormControlLabel
        sx={{ mt: 1 }}
        control={<Switch checked={everywhere} onChange={(_event, isOn) => setEverywhere(isOn)} />}
        label={translate('pages.privacy.yours.everywhere')}
      />
    </Confirm>
  )
}
