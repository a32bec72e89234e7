import { TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { useNotify, useTranslate } from 'react-admin'
import { Confirm } from '../parts/confirm.tsx'
import { useTell } from '../parts/use-core.ts'
import type { Registration } from './registrations.ts'

/** Says no, and why: the reason goes out by mail. */
export function Refuse({ newcomer, onClose }: { readonly newcomer: Registration; readonly onClose: () => void }) {
  const translate = useTranslate()
  const notify = useNotify()
  const [reason, setReason] = useState('')
  const { mutate, isPending } = useTell({
    onDone() {
      notify('pages.registration.refused', { type: 'info' })
      onClose()
    },
  })
  return (
    <Confirm
      isOpen
      title={translate('pages.registration.refuseTitle', { name: newcomer.name })}
      action={translate('pages.registration.refuse')}
      isDestructive
      isBusy={isPending}
      isDisabled={!reason.trim()}
      onClose={onClose}
      onConfirm={() => mutate({ path: `/registrations/${newcomer.id}/refuse`, body: { reason } })}
    >
      <Typography sx={{ mb: 2 }}>{translate('pages.registration.refuseHint', { email: newcomer.email })}</Typography>
      <TextField
        autoFocus
        fullWidth
        required
        multiline
        minRows={2}
        label={translate('pages.registration.reason')}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
        slotProps={{ htmlInput: { maxLength: 1000 } }}
      />
    </Confirm>
  )
}
