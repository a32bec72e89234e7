import { Box, Link, Typography } from '@mui/material'
import { useWords } from '../words.ts'
import { useOpen } from './open.ts'

/** At the door: for who has no account yet, where one may register. */
export function WayIn() {
  const { translate } = useWords()
  const { tenant, businesses } = useOpen() ?? { tenant: null, businesses: null }
  if (!tenant && !businesses) return null
  return (
    <Box sx={{ display: 'grid', gap: 0.5, mt: 2.5, justifyItems: 'start' }}>
      <Typography variant="body2" color="text.secondary">
        {translate('door.register.noAccount')}
      </Typography>
      {tenant && (
        <Link href={`/register?at=${encodeURIComponent(tenant.slug)}`} variant="body2">
          {translate('door.register.atTenant', { name: tenant.name })}
        </Link>
      )}
      {businesses && (
        <Link href="/register/business" variant="body2">
          {translate('door.register.aBusiness')}
        </Link>
      )}
    </Box>
  )
}
