import { Box, Typography } from '@mui/material'
import { useManifest } from '../server/manifest.ts'
import { Mark } from './mark.tsx'

export function Brand() {
  const { tenant } = useManifest()
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.25, minWidth: 0 }}>
      <Mark name={tenant.name} />
      <Typography noWrap sx={{ fontWeight: 650, fontSize: '0.9375rem' }}>
        {tenant.name}
      </Typography>
    </Box>
  )
}
