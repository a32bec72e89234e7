import { Box, Button, Divider, Typography } from '@mui/material'
import { useTranslate } from 'react-admin'
import { Link } from 'react-router-dom'
import { useManifest } from '../../server/manifest.ts'

/** The way to what is kept about oneself; nobody's who is none of the people here. */
export function YourData({ onLeave }: { readonly onLeave: () => void }) {
  const translate = useTranslate()
  const { me } = useManifest()
  if (!me) return null
  return (
    <Box component="section" aria-labelledby="your-data" sx={{ display: 'grid', gap: 1, justifyItems: 'start' }}>
      <Divider sx={{ mb: 2, width: '100%' }} />
      <Typography id="your-data" variant="subtitle1" component="h3">
        {translate('pages.privacy.yours.title')}
      </Typography>
      <Typography variant="body2" color="text.secondary">
        {translate('pages.privacy.yours.hint')}
      </Typography>
      <Button component={Link} to="/your-data" variant="outlined" onClick={onLeave}>
        {translate('pages.privacy.yours.open')}
      </Button>
    </Box>
  )
}
