import { Box, Paper, Typography } from '@mui/material'
import type { ReactNode } from 'react'

/** A bordered part of a page with a heading of its own. */
export function Card({
  title,
  lead,
  actions,
  children,
  isFlush = false,
}: {
  readonly title?: ReactNode
  readonly lead?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
  /** Tables reach the border. */
  readonly isFlush?: boolean
}) {
  return (
    <Paper variant="outlined" component="section" sx={{ minWidth: 0, overflow: 'hidden' }}>
      {(title || actions) && (
        <Box
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            gap: 1,
            alignItems: 'center',
            px: 2,
            pt: 1.5,
            pb: isFlush ? 1.5 : 0,
          }}
        >
          <Box sx={{ flex: 1, minWidth: 180 }}>
            <Typography component="h2" variant="subtitle1" sx={{ fontWeight: 650 }}>
              {title}
            </Typography>
            {lead && (
              <Typography variant="body2" color="textSecondary">
                {lead}
              </Typography>
            )}
          </Box>
          {actions}
        </Box>
      )}
      <Box sx={isFlush ? { minWidth: 0 } : { p: 2 }}>{children}</Box>
    </Paper>
  )
}
