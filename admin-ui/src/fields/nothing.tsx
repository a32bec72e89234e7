import { Typography } from '@mui/material'

/** Where a value would be and is none. */
export const Nothing = () => (
  <Typography component="span" variant="body2" color="textSecondary" aria-hidden>
    –
  </Typography>
)

export const isNothing = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
