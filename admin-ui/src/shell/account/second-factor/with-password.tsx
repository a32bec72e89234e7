import { Alert, Box, Button, TextField } from '@mui/material'
import { useState } from 'react'
import { useTranslate } from 'react-admin'
import { useSending } from '../use-sending.ts'

export interface WithPasswordProps {
  readonly submit: string
  onSend(password: string): Promise<void>
  onCancel(): void
}

/** Whoever changes how one comes in shows that it is he who sits there. */
export function WithPassword({ submit, onSend, onCancel }: WithPasswordProps) {
  const translate = useTranslate()
  const [password, setPassword] = useState('')
  const { isBusy, error, errorOf, send } = useSending()
  return (
    <Box
      component="form"
      sx={{ display: 'grid', gap: 2 }}
      onSubmit={(event) => {
        event.preventDefault()
        void send(() => onSend(password))
      }}
    >
      {error && <Alert severity="error">{error}</Alert>}
      <TextField
        type="password"
        required
        autoFocus
        label={translate('shell.account.currentPassword')}
        autoComplete="current-password"
        value={password}
        helperText={errorOf('password')}
        error={errorOf('password') !== undefined}
        onChange={({ target }) => setPassword(target.value)}
      />
      <Box sx={{ display: 'flex', gap: 1 }}>
        <Button type="submit" variant="outlined" disabled={isBusy}>
          {submit}
        </Button>
        <Button onClick={onCancel}>{translate('ra.action.cancel')}</Button>
      </Box>
    </Box>
  )
}
