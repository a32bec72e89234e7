import { Alert, Button, DialogActions, DialogContent, TextField, Typography } from '@mui/material'
import { useTranslate } from 'react-admin'
import { CopyButton } from '../parts/copy-button.tsx'

export interface ShownOnceProps {
  readonly token: string
  readonly isSigning: boolean
  readonly onKept: () => void
}

/** The key, now and never again, and what becomes of it: a program sends it, another installation is given it. */
export function ShownOnce({ token, isSigning, onKept }: ShownOnceProps) {
  const translate = useTranslate()
  const mono = { fontFamily: 'monospace', fontSize: 13 }
  return (
    <>
      <DialogContent sx={{ display: 'grid', gap: 2, alignContent: 'start' }}>
        <Alert severity="warning">{translate('pages.keys.once')}</Alert>
        <TextField
          autoFocus
          multiline
          label={translate('pages.keys.key')}
          value={token}
          onFocus={({ target }) => target.select()}
          slotProps={{ input: { readOnly: true, sx: { ...mono, '& textarea': { wordBreak: 'break-all' } } } }}
        />
        <Typography component="h3" variant="subtitle2">
          {translate(isSigning ? 'pages.signingKeys.where' : 'pages.keys.example')}
        </Typography>
        <Typography
          component="pre"
          tabIndex={0}
          sx={{ ...mono, m: 0, p: 1.5, borderRadius: 1, bgcolor: 'action.hover', overflowX: 'auto' }}
        >
          {isSigning ? location.origin : `curl -H "Authorization: Bearer $GUILDHALL_KEY" ${location.origin}/api/people`}
        </Typography>
      </DialogContent>
      <DialogActions>
        <CopyButton text={token} />
        <Button variant="contained" onClick={onKept}>
          {translate('pages.keys.kept')}
        </Button>
      </DialogActions>
    </>
  )
}
