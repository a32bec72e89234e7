import { Box, Typography } from '@mui/material'
import type { ReactNode } from 'react'

/** Where there is nothing: what that means, and what to do next. */
export function Empty({ text, children }: { readonly text: string; readonly children?: ReactNode }) {
  return (
    <Box sx={{ display: 'grid', justifyItems: 'center', gap: 2, py: 8, px: 2, textAlign: 'center' }}>
      <Typography color="text.secondary" sx={{ maxWidth: '48ch' }}>
        {text}
      </Typography>
      {children}
    </Box>
  )
}
