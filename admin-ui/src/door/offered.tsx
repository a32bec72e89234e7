import PasskeyIcon from '@mui/icons-material/FingerprintOutlined'
import { Alert, Box, Button, type ButtonProps, Divider } from '@mui/material'
import { useEffect, useState } from 'react'
import { ask } from './ask.ts'
import { leave } from './trip.ts'
import { useAsking } from './use-asking.ts'
import type { PasskeyWay } from './use-passkey.ts'
import { useWords } from './words.ts'

interface Provider {
  readonly slug: string
  readonly label: string
}

/** By what one can come in instead of a password: a passkey, and the providers there are. */
export function Offered({ passkey }: { readonly passkey: PasskeyWay }) {
  const { translate, language } = useWords()
  const [providers, setProviders] = useState<readonly Provider[]>([])
  const { isBusy, error, send } = useAsking()
  useEffect(() => {
    void ask<Provider[]>(language, '/api/auth/providers').then((asked) => {
      if ('answer' in asked) setProviders(asked.answer)
    })
  }, [language])
  if (providers.length === 0 && !passkey.isOffered) return null

  const go = async (slug: string) => {
    const begun = await send<{ address: string }>(`/api/auth/providers/${slug}/begin`, {})
    const next = new URLSearchParams(location.search).get('next')
    if (begun) leave({ what: 'sign-in', next }, begun.answer.address)
  }
  const refusal = passkey.error ?? error
  return (
    <Box sx={{ display: 'grid', gap: 1.5, mt: 2.5 }}>
      <Divider sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>{translate('door.providers.or')}</Divider>
      {refusal && <Alert severity="error">{refusal}</Alert>}
      {passkey.isOffered && (
        <Way startIcon={<PasskeyIcon />} loading={passkey.isBusy} loadingPosition="start" onClick={passkey.use}>
          {translate('door.passkeys.with')}
        </Way>
      )}
      {providers.map(({ slug, label }) => (
        <Way key={slug} disabled={isBusy} onClick={() => void go(slug)}>
          {translate('door.providers.with', { name: label })}
        </Way>
      ))}
    </Box>
  )
}

const Way = (props: ButtonProps) => (
  <Button variant="outlined" size="large" sx={{ minHeight: 44, overflowWrap: 'anywhere' }} {...props} />
)
