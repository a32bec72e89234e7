import SupervisorAccount from '@mui/icons-material/SupervisorAccountOutlined'
import { Alert, Button, Dialog, DialogActions, DialogContent, DialogTitle, TextField, Typography } from '@mui/material'
import { type FormEvent, useState } from 'react'
import { useTranslate } from 'react-admin'
import { useManifest } from '../../server/manifest.ts'
import { useTell } from '../parts/use-core.ts'

export interface ActForProps {
  readonly id: string
  readonly name: string
}

/** Asks for the reason, then everything is loaded anew as the person has it. */
export function ActFor({ id, name }: ActForProps) {
  const translate = useTranslate()
  const { tenant } = useManifest()
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [refusals, setRefusals] = useState<Readonly<Record<string, string>>>({})
  const { mutate, isPending } = useTell({
    onDone: () => location.assign(`/at/${encodeURIComponent(tenant.slug)}`),
    onRefused: ({ message, errors }) => {
      setRefusals((errors as Record<string, string> | undefined) ?? { '': message })
      return true
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    mutate({ path: '/access/acting', body: { person: id, reason } })
  }
  return (
    <>
      <Button startIcon={<SupervisorAccount />} color="inherit" onClick={() => setOpen(true)}>
        {translate('pages.acting.open')}
      </Button>
      <Dialog open={isOpen} onClose={() => setOpen(false)} maxWidth="sm" fullWidth aria-labelledby="act-for">
        <form onSubmit={submit} noValidate>
          <DialogTitle id="act-for">{translate('pages.acting.title', { name })}</DialogTitle>
          <DialogContent sx={{ display: 'grid', gap: 2 }}>
            {refusals[''] && <Alert severity="error">{refusals['']}</Alert>}
            <Typography>{translate('pages.acting.lead', { name })}</Typography>
            <Typography variant="body2" color="textSecondary">
              {translate('pages.acting.look')}
            </Typography>
            <TextField
              autoFocus
              required
              multiline
              label={translate('pages.acting.reason')}
              value={reason}
              error={refusals['reason'] !== undefined}
              helperText={refusals['reason'] ?? translate('pages.acting.reason_hint')}
              onChange={({ target }) => setReason(target.value)}
              slotProps={{ htmlInput: { maxLength: 500 } }}
            />
          </DialogContent>
          <DialogActions>
            <Button onClick={() => setOpen(false)}>{translate('ra.action.cancel')}</Button>
            <Button type="submit" variant="contained" loading={isPending} disabled={!reason.trim()}>
              {translate('pages.acting.begin')}
            </Button>
          </DialogActions>
        </form>
      </Dialog>
    </>
  )
}
