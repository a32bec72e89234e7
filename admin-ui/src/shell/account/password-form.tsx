import { Box, Button, Typography } from '@mui/material'
import { useState } from 'react'
import { useDataProvider, useNotify, useTranslate } from 'react-admin'
import type { GuildhallData } from '../../server/data-provider.ts'
import { AskedField, SmallForm } from './small-form.tsx'
import { useSending } from './use-sending.ts'

/** A new password ends all other sessions, and says so beforehand. */
export function PasswordForm({ onSaved }: { readonly onSaved: () => void }) {
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const sending = useSending()
  const translate = useTranslate()
  const notify = useNotify()
  const data = useDataProvider<GuildhallData>()

  const save = async () => {
    const body = { current, password }
    if (!(await sending.send(() => data.call('/auth/password', { method: 'POST', body })))) return
    onSaved()
    notify('shell.account.passwordChanged', { type: 'success' })
  }

  const intro = (
    <Box>
      <Typography variant="subtitle1" component="h3">
        {translate('shell.account.newPassword')}
      </Typography>
      <Typography variant="body2" color="text.secondary">
        {translate('shell.account.passwordHint')}
      </Typography>
    </Box>
  )

  return (
    <SmallForm sending={sending} onSend={() => void save()} intro={intro}>
      <AskedField
        sending={sending}
        name="current"
        type="password"
        label={translate('shell.account.currentPassword')}
        autoComplete="current-password"
        value={current}
        onText={setCurrent}
      />
      <AskedField
        sending={sending}
        name="password"
        type="password"
        label={translate('shell.account.newPassword')}
        autoComplete="new-password"
        value={password}
        onText={setPassword}
      />
      <Button type="submit" variant="outlined" disabled={sending.isBusy} sx={{ justifySelf: 'start' }}>
        {translate('shell.account.changePassword')}
      </Button>
    </SmallForm>
  )
}
