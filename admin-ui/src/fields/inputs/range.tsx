import { Box } from '@mui/material'
import type { ReactNode } from 'react'

/** From and to, side by side. */
export const Range = ({ children }: { readonly children: ReactNode }) => (
  <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0,1fr) minmax(0,1fr)', gap: 1 }}>{children}</Box>
)
