import { Alert, Button, Dialog, DialogActions, DialogContent, DialogTitle, TextField } from '@mui/material'
import { useState } from 'react'
import { useTranslate } from 'react-admin'

/** The secret, now and never again. Only the button closes it. */
export function SecretShown({ secret, onClose }: { readonly secret: string; readonly onClose: () => void }) {
  const translate = useTranslate()
  const [isCopied, setCopied] = useState(false)
  const copy = () =>
    navigator.clipboard.writeText(secret).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  const title = translate('webhooks:slots.secret.title')
  return (
    <Dialog open fullWidth maxWidth="sm" aria-labelledby="webhook-secret">
      <DialogTitle id="webhook-secret">{title}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 2 }}>
        <Alert severity="warning">{translate('webhooks:slots.secret.shown')}</Alert>
        <TextField
          autoFocus
          multiline
          label={title}
          value={secret}
          onFocus={({ target }) => target.select()}
          slotProps={{
            input: { readOnly: true, sx: { fontFamily: 'monospace', fontSize: 13 } },
            htmlInput: { sx: { wordBreak: 'break-all' } },
          }}
        />
      </DialogContent>
      <DialogActions>
        <Button onClick={copy}>{translate(`webhooks:slots.secret.${isCopied ? 'copied' : 'copy'}`)}</Button>
        <Button variant="contained" onClick={onClose}>
          {translate('webhooks:slots.secret.close')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
