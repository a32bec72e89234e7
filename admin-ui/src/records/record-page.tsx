import { Box, Typography } from '@mui/material'
import type { ReactNode } from 'react'
import { Title } from 'react-admin'

/** A page about one record: its heading, and a width one can read. */
export function RecordPage({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Box sx={{ width: '100%', maxWidth: 920, mx: 'auto', pt: 2, px: { xs: 1, sm: 2 }, boxSizing: 'border-box' }}>
      <Title title={title} />
      <Typography component="h1" variant="h5" sx={{ mb: 2, fontWeight: 650, overflowWrap: 'anywhere' }}>
        {title}
      </Typography>
      {children}
    </Box>
  )
}
