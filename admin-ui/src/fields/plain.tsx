import { Typography } from '@mui/material'
import type { ReactNode } from 'react'

/** A value as text: one line in a list, as it was written on the record's own page. */
export function Plain({
  children,
  isFull = false,
  lines = 2,
}: {
  children: ReactNode
  isFull?: boolean
  lines?: number
}) {
  return (
    <Typography
      component="span"
      variant="body2"
      sx={
        isFull
          ? { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }
          : {
              display: '-webkit-box',
              WebkitBoxOrient: 'vertical',
              WebkitLineClamp: lines,
              overflow: 'hidden',
              overflowWrap: 'anywhere',
            }
      }
    >
      {children}
    </Typography>
  )
}

/** A figure: digits of one width, never broken. */
export const Figure = ({ children }: { children: ReactNode }) => (
  <Typography component="span" variant="body2" sx={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>
    {children}
  </Typography>
)
