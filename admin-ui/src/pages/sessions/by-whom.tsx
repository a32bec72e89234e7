import { Typography } from '@mui/material'
import { useTranslate } from 'react-admin'

/** Who did it, where it was not the person himself, and why. */
export function ByWhom({ by, reason }: { readonly by: string | null; readonly reason: string | null }) {
  const translate = useTranslate()
  if (!by) return null
  return (
    <Typography
      component="span"
      variant="body2"
      color="textSecondary"
      sx={{ display: 'block', overflowWrap: 'anywhere' }}
    >
      {reason ? translate('pages.journal.by', { by, reason }) : translate('pages.journal.by_alone', { by })}
    </Typography>
  )
}
