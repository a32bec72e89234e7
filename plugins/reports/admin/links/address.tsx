import { useSay } from '@guildhall/admin-ui'
import { Alert, Button, DialogActions, Stack, TextField } from '@mui/material'
import { useNotify, useTranslate } from 'react-admin'

interface AddressProps {
  readonly url: string
  readonly expiresAt: string
  readonly onClose: () => void
}

/** The address of a link, shown this once. */
export function Address({ url, expiresAt, onClose }: AddressProps) {
  const translate = useTranslate()
  const say = useSay()
  const notify = useNotify()
  const word = (key: string, values?: object) => translate(`reports:slots.share.${key}`, values)
  const copy = () =>
    navigator.clipboard.writeText(url).then(
      () => notify(word('copied'), { type: 'success' }),
      () => notify(word('once'), { type: 'warning' }),
    )
  return (
    <Stack sx={{ gap: 2, pt: 1 }}>
      <Alert severity="info">{word('once')}</Alert>
      <TextField
        label={word('address')}
        value={url}
        helperText={word('until', { until: say('instant', expiresAt) })}
        slotProps={{ htmlInput: { readOnly: true } }}
        onFocus={({ target }) => target.select()}
      />
      <DialogActions sx={{ px: 0 }}>
        <Button onClick={() => void copy()}>{word('copy')}</Button>
        <Button variant="contained" onClick={onClose}>
          {word('close')}
        </Button>
      </DialogActions>
    </Stack>
  )
}
