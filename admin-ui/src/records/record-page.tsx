import { Box } from '@mui/material'
import type { ReactNode } from 'react'
import { Title } from 'react-admin'

/** A page about one record: its heading, and a width one can read. */
export function RecordPage({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Box sx={{ width: '100%', maxWidth: 960, pt: 2 }}>
      <Title title={title} />
      {children}
    </Box>
  )
}
