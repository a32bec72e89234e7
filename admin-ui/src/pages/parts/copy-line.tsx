import { Box, Typography } from '@mui/material'
import { CopyButton } from './copy-button.tsx'

export interface CopyLineProps {
  readonly label: string
  readonly text: string
}

/** An address that is needed elsewhere, to be read and to be copied. */
export function CopyLine({ label, text }: CopyLineProps) {
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
      <Box sx={{ flex: '1 1 240px', minWidth: 0 }}>
        <Typography variant="body2" color="text.secondary">
          {label}
        </Typography>
        <Typography variant="body2" sx={{ fontFamily: 'monospace', overflowWrap: 'anywhere' }}>
          {text}
        </Typography>
      </Box>
      <CopyButton text={text} />
    </Box>
  )
}
