import { Box, Button, Typography } from '@mui/material'
import { useState } from 'react'
import { useTranslate } from 'react-admin'

/** What is to be entered at the provider: where it sends people back to. */
export function RedirectAddress({ slug }: { readonly slug: string }) {
  const translate = useTranslate()
  const [copied, setCopied] = useState('')
  if (!slug) return null
  const address = `${location.origin}/sign-in/${slug}`
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
      <Box sx={{ flex: '1 1 240px', minWidth: 0 }}>
        <Typography variant="body2" color="text.secondary">
          {translate('pages.providers.redirect')}
        </Typography>
        <Typography variant="body2" sx={{ fontFamily: 'monospace', overflowWrap: 'anywhere' }}>
          {address}
        </Typography>
      </Box>
      <Button onClick={() => void navigator.clipboard.writeText(address).then(() => setCopied(address))}>
        {translate(`pages.providers.${copied === address ? 'copied' : 'copy'}`)}
      </Button>
    </Box>
  )
}
