import { Box, Button, Typography } from '@mui/material'
import { useState } from 'react'
import { useTranslate } from 'react-admin'

/** Where newcomers are to be sent. */
export function DoorAddress({ slug }: { readonly slug: string | null }) {
  const translate = useTranslate()
  const [isCopied, setCopied] = useState(false)
  const address = slug
    ? `${location.origin}/register?at=${encodeURIComponent(slug)}`
    : `${location.origin}/register/business`
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
      <Box sx={{ flex: '1 1 240px', minWidth: 0 }}>
        <Typography variant="body2" color="text.secondary">
          {translate('pages.registration.address')}
        </Typography>
        <Typography variant="body2" sx={{ fontFamily: 'monospace', overflowWrap: 'anywhere' }}>
          {address}
        </Typography>
      </Box>
      <Button onClick={() => void navigator.clipboard.writeText(address).then(() => setCopied(true))}>
        {translate(`pages.providers.${isCopied ? 'copied' : 'copy'}`)}
      </Button>
    </Box>
  )
}
