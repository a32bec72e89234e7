import { Box, Paper, Typography } from '@mui/material'
import { type ReactNode, useId } from 'react'
import { useTranslate } from 'react-admin'

export interface SectionCardProps {
  readonly label?: string | undefined
  /** What is only read needs less room. */
  readonly isRead?: boolean
  readonly children: ReactNode
}

/** One section of a form or of a record: a card with its heading. */
export function SectionCard({ label, isRead = false, children }: SectionCardProps) {
  const translate = useTranslate()
  const id = useId()
  return (
    <Paper
      component="section"
      variant="outlined"
      {...(label && { 'aria-labelledby': id })}
      sx={{ p: { xs: 2, sm: 2.5 }, minWidth: 0 }}
    >
      {label && (
        <Typography id={id} component="h2" variant="subtitle2" sx={{ mb: 2, fontWeight: 650 }}>
          {translate(label)}
        </Typography>
      )}
      <Box sx={isRead ? readGrid : fieldGrid}>{children}</Box>
    </Paper>
  )
}

/** Two columns on a desk, one on a phone; what is long takes a row. */
export const fieldGrid = {
  display: 'grid',
  gap: 2,
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'repeat(2, minmax(0, 1fr))' },
  alignItems: 'start',
} as const

const readGrid = {
  ...fieldGrid,
  gridTemplateColumns: {
    xs: 'minmax(0, 1fr)',
    sm: 'repeat(2, minmax(0, 1fr))',
    lg: 'repeat(3, minmax(0, 1fr))',
  },
} as const

export const wideCell = { gridColumn: '1 / -1', minWidth: 0 } as const
