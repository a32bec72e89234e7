import { Box, Typography } from '@mui/material'
import { useManifest } from '../server/manifest.ts'
import { logoAddress } from './logo-address.ts'
import { Mark } from './mark.tsx'

export function Brand() {
  const { tenant, brand } = useManifest()
  const name = brand?.name ?? tenant.name
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.25, minWidth: 0 }}>
      <Mark name={name} logo={logoAddress(tenant.slug, brand?.logo)} />
      <Typography noWrap sx={{ fontWeight: 650, fontSize: '0.9375rem' }}>
        {name}
      </Typography>
    </Box>
  )
}
