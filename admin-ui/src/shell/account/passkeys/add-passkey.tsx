import { Box, Button, Typography } from '@mui/material'
import { useState } from 'react'
import { useDataProvider, useNotify, useTranslate } from 'react-admin'
import { browserOf } from '../../../pages/sessions/browser.ts'
import { type Creation, makePasskey, type Why } from '../../../passkeys/ceremony.ts'
import type { GuildhallData } from '../../../server/data-provider.ts'
import { AskedField, SmallForm } from '../small-form.tsx'
import { useSending } from '../use-sending.ts'

export interface AddPasskeyProps {
  readonly hasPassword: boolean
  readonly onAdded: () => Promise<void>
  readonly onCancel: () => void
}

/** A name and the password first, then the device asks for a finger, a face or a PIN. */
export function AddPasskey({ hasPassword, onAdded, onCancel }: AddPasskeyProps) {
  const translate = useTranslate()
  const notify = useNotify()
  const data = useDataProvider<GuildhallData>()
  const sending = useSending()
  const [name, setName] = useState(browserOf(navigator.userAgent) ?? '')
  const [password, setPassword] = useState('')
  const [isMaking, setMaking] = useState(false)
  const post = <T,>(path: string, body: object) => data.call<T>(path, { method: 'POST', body })

  const add = async () => {
    const { options } = await post<{ options: Creation }>('/auth/passkeys/begin', hasPassword ? { password } : {})
    setMaking(true)
    const made = await makePasskey(options).finally(() => setMaking(false))
    if ('why' in made) throw new Error(translate(...sentences(made.why, options.rp.id)))
    await post('/auth/passkeys', { name, credential: made.credential })
    await onAdded()
    notify('shell.account.passkeys.added', { type: 'success' })
  }

  return (
    <SmallForm sending={sending} onSend={() => void sending.send(add)}>
      <AskedField
        sending={sending}
        name="name"
        label={translate('shell.account.passkeys.name')}
        hint={translate('shell.account.passkeys.nameHint')}
        autoFocus
        autoComplete="off"
        slotProps={{ htmlInput: { maxLength: 60 } }}
        value={name}
        onText={setName}
      />
      {hasPassword && (
        <AskedField
          sending={sending}
          name="password"
          type="password"
          label={translate('shell.account.currentPassword')}
          autoComplete="current-password"
          value={password}
          onText={setPassword}
        />
      )}
      {isMaking && (
        <Typography role="status" variant="body2" color="text.secondary">
          {translate('shell.account.passkeys.adding')}
        </Typography>
      )}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        <Button type="submit" variant="outlined" disabled={sending.isBusy}>
          {translate('shell.account.passkeys.add')}
        </Button>
        <Button onClick={onCancel}>{translate('ra.action.cancel')}</Button>
      </Box>
    </SmallForm>
  )
}

function sentences(why: Why, host: string | undefined): [key: string, params?: object] {
  if (why === 'elsewhere') return ['door.passkeys.elsewhere', { host }]
  if (why === 'exists') return ['shell.account.passkeys.exists']
  return [why === 'failed' ? 'door.passkeys.failed' : 'shell.account.passkeys.notMade']
}
