import { Box, Typography } from '@mui/material'
import type { ReactNode } from 'react'

interface RowProps {
  readonly picture?: ReactNode
  readonly name: string
  readonly below: ReactNode
  readonly children: ReactNode
}

/** One file in a list: its picture, its name, what is said of it and what can be done with it. */
export function Row({ picture, name, below, children }: RowProps) {
  return (
    <Box component="li" sx={{ display: 'flex', alignItems: 'center', gap: 1.5, minWidth: 0, py: 0.5 }}>
      <Box sx={{ width: 40, height: 40, flex: 'none', borderRadius: 0.5, overflow: 'hidden', bgcolor: 'action.hover' }}>
        {picture}
      </Box>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography variant="body2" noWrap title={name}>
          {name}
        </Typography>
        {below}
      </Box>
      {children}
    </Box>
  )
}
