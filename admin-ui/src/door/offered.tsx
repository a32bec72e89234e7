import { Alert, Box, Button, Divider } from '@mui/material'
import { useEffect, useState } from 'react'
import { ask } from './ask.ts'
import { leave } from './trip.ts'
import { useAsking } from './use-asking.ts'
import { useWords } from './words.ts'

interface Provider {
  readonly slug: string
  readonly label: string
}

/** The providers by which one can come in instead of a password. */
export function Offered() {
  const { translate, language } = useWords()
  const [providers, setProviders] = useState<readonly Provider[]>([])
  const { isBusy, error, send } = useAsking()
  useEffect(() => {
    void ask<Provider[]>(language, '/api/auth/providers').then((asked) => {
      if ('answer' in asked) setProviders(asked.answer)
    })
  }, [language])
  if (providers.length === 0) return null

  const go = async (slug: string) => {
    const begun = await send<{ address: string }>(`/api/auth/providers/${slug}/begin`, {})
    const next = new URLSearchParams(location.search).get('next')
    if (begun) leave({ what: 'sign-in', next }, begun.answer.address)
  }
  return (
    <Box sx={{ display: 'grid', gap: 1.5, mt: 2.5 }}>
      <Divider sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>{translate('door.providers.or')}</Divider>
      {error && <Alert severity="error">{error}</Alert>}
      {providers.map(({ slug, label }) => (
        <Button
          key={slug}
          variant="outlined"
          size="large"
          disabled={isBusy}
          onClick={() => void go(slug)}
          sx={{ minHeight: 44, overflowWrap: 'anywhere' }}
        >
          {translate('door.providers.with', { name: label })}
        </Button>
      ))}
    </Box>
  )
}
