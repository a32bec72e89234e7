import { Alert, Box, Button, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { useDataProvider, useNotify, useTranslate } from 'react-admin'
import type { GuildhallData } from '../../server/data-provider.ts'
import { useSending } from './use-sending.ts'

/** A new password ends all other sessions, and says so beforehand. */
export function PasswordForm({ onSaved }: { readonly onSaved: () => void }) {
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const { isBusy, error, errorOf, send } = useSending()
  const translate = useTranslate()
  const notify = useNotify()
  const data = useDataProvider<GuildhallData>()

  const save = async () => {
    const body = { current, password }
    if (!(await send(() => data.call('/auth/password', { method: 'POST', body })))) return
    onSaved()
    notify('shell.account.passwordChanged', { type: 'success' })
  }

  return (
    <Box
      component="form"
      sx={{ display: 'grid', gap: 2 }}
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <Box>
        <Typography variant="subtitle1" component="h3">
          {translate('shell.account.newPassword')}
        </Typography>
        <Typography variant="body2" color="text.secondary">
          {translate('shell.account.passwordHint')}
        </Typography>
      </Box>
      {error && <Alert severity="error">{error}</Alert>}
      <TextField
        type="password"
        required
        label={translate('shell.account.currentPassword')}
        autoComplete="current-password"
        value={current}
        helperText={errorOf('current')}
        error={errorOf('current') !== undefined}
        onChange={({ target }) => setCurrent(target.value)}
      />
      <TextField
        type="password"
        required
        label={translate('shell.account.newPassword')}
        autoComplete="new-password"
        value={password}
        helperText={errorOf('password')}
        error={errorOf('password') !== undefined}
        onChange={({ target }) => setPassword(target.value)}
      />
      <Button type="submit" variant="outlined" disabled={isBusy} sx={{ justifySelf: 'start' }}>
        {translate('shell.account.changePassword')}
      </Button>
    </Box>
  )
}
