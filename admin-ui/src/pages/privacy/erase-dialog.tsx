import { Alert, TextField } from '@mui/material'
import { useState } from 'react'
import { useNotify, useTranslate } from 'react-admin'
import { ChooseRecord } from '../parts/choose-record.tsx'
import { Confirm } from '../parts/confirm.tsx'
import { useCore, useTell } from '../parts/use-core.ts'
import { PlanView } from './plan-view.tsx'
import type { ErasurePlan, Subject } from './privacy.ts'

export interface EraseDialogProps {
  readonly subject: Subject
  /** The person's own request that is accepted; without it an erasure is asked for. */
  readonly request?: string
  readonly onClose: () => void
}

/** Shows what an erasure does before anybody agrees to it; who takes over is asked where something is held. */
export function EraseDialog({ subject, request, onClose }: EraseDialogProps) {
  const translate = useTranslate()
  const notify = useNotify()
  const { resource, record, name, kind } = subject
  const [reason, setReason] = useState('')
  const [days, setDays] = useState<string>()
  const [heir, setHeir] = useState<string | null>(null)
  const [refusals, setRefusals] = useState<Readonly<Record<string, string>>>({})
  const { data: plan, error } = useCore<ErasurePlan>(`/privacy/plan?resource=${resource}&record=${record}`)
  const { mutate, isPending } = useTell({
    onDone() {
      notify('pages.privacy.erasure_begun', { type: 'success', messageArgs: { name } })
      onClose()
    },
    onRefused({ message, errors }) {
      setRefusals((errors as Record<string, string> | undefined) ?? { '': message })
      return true
    },
  })
  const holds = (plan?.held.length ?? 0) > 0
  const count = Number(days ?? plan?.graceDays ?? 0)
  const isSound = Number.isInteger(count) && count >= 0 && count <= 365
  const body = { ...(heir && { heir }), days: count }
  return (
    <Confirm
      isOpen
      isDestructive
      title={translate('pages.privacy.erase_title', { name })}
      action={translate('pages.privacy.accept')}
      isBusy={isPending}
      isDisabled={!plan || !isSound || (holds && !heir) || (!request && !reason.trim())}
      onClose={onClose}
      onConfirm={() =>
        mutate(
          request
            ? { path: `/privacy/requests/${request}/accept`, body }
            : { path: '/privacy/erasures', body: { resource, record, reason, ...body } },
        )
      }
    >
      {error && <Alert severity="error">{error.message}</Alert>}
      {!error && <PlanView plan={plan} />}
      {refusals[''] && (
        <Alert severity="error" sx={{ mt: 2 }}>
          {refusals['']}
        </Alert>
      )}
      {!request && (
        <TextField
          required
          multiline
          fullWidth
          margin="normal"
          label={translate('pages.privacy.reason')}
          value={reason}
          error={refusals['reason'] !== undefined}
          helperText={refusals['reason'] ?? translate('pages.privacy.reason_hint')}
          onChange={({ target }) => setReason(target.value)}
          slotProps={{ htmlInput: { maxLength: 1000 } }}
        />
      )}
      {holds && (
        <ChooseRecord
          resource="people"
          label={translate('core:resources.people.inputs.leave.heir')}
          filter={{ status: 'active', id_nin: [record], ...(kind && { kind }) }}
          value={heir}
          error={refusals['heir']}
          onChange={setHeir}
        />
      )}
      <TextField
        fullWidth
        margin="normal"
        type="number"
        label={translate('pages.privacy.grace')}
        value={days ?? plan?.graceDays ?? ''}
        error={!isSound}
        helperText={translate('pages.privacy.grace_hint')}
        onChange={({ target }) => setDays(target.value)}
        slotProps={{ htmlInput: { min: 0, max: 365 } }}
      />
    </Confirm>
  )
}
