import { Box, Button } from '@mui/material'
import { useState } from 'react'
import { useTranslate } from 'react-admin'
import { AskedField, SmallForm } from '../small-form.tsx'
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
  const sending = useSending()
  return (
    <SmallForm sending={sending} onSend={() => void sending.send(() => onSend(password))}>
      <AskedField
        sending={sending}
        name="password"
        type="password"
        autoFocus
        label={translate('shell.account.currentPassword')}
        autoComplete="current-password"
        value={password}
        onText={setPassword}
      />
      <Box sx={{ display: 'flex', gap: 1 }}>
        <Button type="submit" variant="outlined" disabled={sending.isBusy}>
          {submit}
        </Button>
        <Button onClick={onCancel}>{translate('ra.action.cancel')}</Button>
      </Box>
    </SmallForm>
  )
}
