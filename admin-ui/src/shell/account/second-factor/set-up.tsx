import { Box, Button, Skeleton, TextField, Typography } from '@mui/material'
import { lazy, Suspense, useState } from 'react'
import { useDataProvider, useTranslate } from 'react-admin'
import type { GuildhallData } from '../../../server/data-provider.ts'
import { AskedField, SmallForm } from '../small-form.tsx'
import { useSending } from '../use-sending.ts'
import { WithPassword } from './with-password.tsx'

const Picture = lazy(async () => ({ default: (await import('qrcode.react')).QRCodeSVG }))
const size = 176

interface Made {
  readonly secret: string
  readonly address: string
}

export interface SetUpProps {
  onDone(recoveryCodes: readonly string[]): void
  onCancel(): void
}

/** The password first, then the picture for the app, then a code that shows that it worked. */
export function SetUp({ onDone, onCancel }: SetUpProps) {
  const translate = useTranslate()
  const data = useDataProvider<GuildhallData>()
  const [made, setMade] = useState<Made | null>(null)
  const [code, setCode] = useState('')
  const sending = useSending()
  const post = <T,>(path: string, body: object) => data.call<T>(path, { method: 'POST', body })
  if (!made)
    return (
      <WithPassword
        submit={translate('shell.account.secondFactor.go')}
        onSend={async (password) => setMade(await post<Made>('/auth/second-factor', { password }))}
        onCancel={onCancel}
      />
    )
  const confirm = async () =>
    onDone((await post<{ recoveryCodes: string[] }>('/auth/second-factor/confirm', { code })).recoveryCodes)
  return (
    <SmallForm sending={sending} onSend={() => void sending.send(confirm)} intro={<Scanned {...made} />}>
      <AskedField
        sending={sending}
        name="code"
        autoFocus
        label={translate('shell.account.secondFactor.code')}
        autoComplete="one-time-code"
        value={code}
        slotProps={{ htmlInput: { inputMode: 'numeric' } }}
        onText={setCode}
      />
      <Box sx={{ display: 'flex', gap: 1 }}>
        <Button type="submit" variant="contained" disabled={sending.isBusy}>
          {translate('shell.account.secondFactor.confirm')}
        </Button>
        <Button onClick={onCancel}>{translate('ra.action.cancel')}</Button>
      </Box>
    </SmallForm>
  )
}

/** The picture for the app, and the same in letters. */
function Scanned({ secret, address }: Made) {
  const translate = useTranslate()
  return (
    <>
      <Typography variant="body2">{translate('shell.account.secondFactor.scan')}</Typography>
      {/* White in the dark, too: cameras read nothing else. */}
      <Box sx={{ bgcolor: '#fff', p: 1.5, borderRadius: 2, justifySelf: 'center', lineHeight: 0 }}>
        <Suspense fallback={<Skeleton variant="rectangular" width={size} height={size} />}>
          <Picture value={address} size={size} aria-hidden />
        </Suspense>
      </Box>
      <TextField
        label={translate('shell.account.secondFactor.key')}
        value={secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}
        slotProps={{ input: { readOnly: true, sx: { fontFamily: 'monospace' } } }}
      />
    </>
  )
}
