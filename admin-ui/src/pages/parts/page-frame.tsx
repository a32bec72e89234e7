import { Box, Typography } from '@mui/material'
import type { ReactNode } from 'react'
import { Title } from 'react-admin'

export interface PageFrameProps {
  /** Absent where the page has its title already, as a plugin's own screen has. */
  readonly title?: string
  /** What the page is for, in a sentence. */
  readonly lead?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
  /** Pages to read are narrow, tables take what there is. */
  readonly isNarrow?: boolean
}

/** What every page of the core begins with. */
export function PageFrame({ title, lead, actions, children, isNarrow = false }: PageFrameProps) {
  return (
    <Box sx={{ display: 'grid', gap: 2, py: 2, maxWidth: isNarrow ? 880 : 1400, minWidth: 0 }}>
      {title !== undefined && <Title title={title} />}
      {(lead || actions) && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1.5, minWidth: 0 }}>
          <Typography color="textSecondary" component="div" sx={{ flex: '1 1 260px', maxWidth: '75ch' }}>
            {lead}
          </Typography>
          {actions && <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, ml: { md: 'auto' } }}>{actions}</Box>}
        </Box>
      )}
      {children}
    </Box>
  )
}
