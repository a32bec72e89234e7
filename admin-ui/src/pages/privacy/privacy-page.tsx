import { Button, List, Skeleton, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { useNotify, useTranslate } from 'react-admin'
import { Card } from '../parts/card.tsx'
import { Confirm } from '../parts/confirm.tsx'
import { PageFrame } from '../parts/page-frame.tsx'
import { useCore, useTell } from '../parts/use-core.ts'
import { ChoosePerson } from './choose-person.tsx'
import { EraseDialog } from './erase-dialog.tsx'
import { FetchButton } from './fetch-button.tsx'
import { everySecond, type PrivacyRequest } from './privacy.ts'
import { RequestItem } from './request-item.tsx'

const pageSize = 50

/** What people asked about their data and what was asked for them, with the day by which the law wants an answer. */
export default function PrivacyPage() {
  const translate = useTranslate()
  const [shown, setShown] = useState(pageSize)
  const [every, setEvery] = useState<number>()
  const [accepting, setAccepting] = useState<PrivacyRequest>()
  const [refusing, setRefusing] = useState<PrivacyRequest>()
  const { data } = useCore<readonly PrivacyRequest[]>(
    `/privacy/requests?range=[0,${shown - 1}]`,
    every ? { every } : {},
  )
  if (data && everySecond(data) !== every) setEvery(everySecond(data))
  const erased = translate('pages.privacy.nobody')
  return (
    <PageFrame isNarrow title={translate('pages.privacy.title')} lead={translate('pages.privacy.lead')}>
      <ChoosePerson />
      <Card isFlush title={translate('pages.privacy.requests')}>
        {!data && <Skeleton variant="rectangular" height={160} />}
        {data?.length === 0 && (
          <Typography color="textSecondary" sx={{ px: 2, pb: 2 }}>
            {translate('pages.privacy.empty')}
          </Typography>
        )}
        <List disablePadding>
          {data?.map((request) => (
            <RequestItem
              key={request.id}
              request={request}
              title={request.name ?? erased}
              actions={<Actions request={request} onAccept={setAccepting} onRefuse={setRefusing} />}
            />
          ))}
        </List>
        {data?.length === shown && (
          <Button fullWidth onClick={() => setShown(shown + pageSize)}>
            {translate('pages.more')}
          </Button>
        )}
      </Card>
      {accepting && (
        <EraseDialog
          subject={{ resource: accepting.resource, record: accepting.record, name: accepting.name ?? erased }}
          request={accepting.id}
          onClose={() => setAccepting(undefined)}
        />
      )}
      {refusing && <Refuse request={refusing} onClose={() => setRefusing(undefined)} />}
    </PageFrame>
  )
}

function Actions({
  request,
  onAccept,
  onRefuse,
}: {
  readonly request: PrivacyRequest
  readonly onAccept: (request: PrivacyRequest) => void
  readonly onRefuse: (request: PrivacyRequest) => void
}) {
  const translate = useTranslate()
  const notify = useNotify()
  const { mutate, isPending } = useTell()
  const { id, kind, state, isMine } = request
  if (kind === 'copy') return isMine ? <FetchButton id={id} /> : null
  const withdraw = () =>
    mutate(
      { path: `/privacy/requests/${id}/withdraw` },
      { onSuccess: () => notify('pages.privacy.withdrawn', { type: 'success' }) },
    )
  return (
    <>
      {(state === 'asked' || state === 'failed') && (
        <Button size="small" color="error" variant="outlined" onClick={() => onAccept(request)}>
          {translate(state === 'failed' ? 'pages.privacy.retry' : 'pages.privacy.accept')}
        </Button>
      )}
      {state === 'asked' && (
        <Button size="small" variant="outlined" onClick={() => onRefuse(request)}>
          {translate('pages.privacy.refuse')}
        </Button>
      )}
      {(state === 'waiting' || state === 'failed') && (
        <Button size="small" variant="outlined" loading={isPending} onClick={withdraw}>
          {translate('pages.privacy.withdraw')}
        </Button>
      )}
    </>
  )
}

function Refuse({ request, onClose }: { readonly request: PrivacyRequest; readonly onClose: () => void }) {
  const translate = useTranslate()
  const [answer, setAnswer] = useState('')
  const { mutate, isPending } = useTell({ onDone: onClose })
  return (
    <Confirm
      isOpen
      title={translate('pages.privacy.refuse_title', { name: request.name ?? '' })}
      action={translate('pages.privacy.refuse')}
      isBusy={isPending}
      isDisabled={!answer.trim()}
      onClose={onClose}
      onConfirm={() => mutate({ path: `/privacy/requests/${request.id}/refuse`, body: { answer } })}
    >
      <TextField
        required
        multiline
        fullWidth
        margin="normal"
        label={translate('pages.privacy.answer')}
        helperText={translate('pages.privacy.answer_hint')}
        value={answer}
        onChange={({ target }) => setAnswer(target.value)}
        slotProps={{ htmlInput: { maxLength: 1000 } }}
      />
    </Confirm>
  )
}
