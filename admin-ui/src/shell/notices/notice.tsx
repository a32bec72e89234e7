import { Box, Button } from '@mui/material'
import type { ReactNode } from 'react'

export interface NoticeProps {
  readonly tone: 'warning' | 'info'
  readonly text: ReactNode
  readonly action?: { readonly label: string; readonly onClick: () => void } | undefined
}

/** One line above the screen that stays until its reason is gone. */
export function Notice({ tone, text, action }: NoticeProps) {
  return (
    <Box
      role="status"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        columnGap: 2,
        rowGap: 0.5,
        px: { xs: 2, md: 3 },
        py: 0.75,
        fontSize: '0.875rem',
        fontWeight: 550,
        color: `${tone}.main`,
        bgcolor: (theme) => `color-mix(in srgb, ${theme.palette[tone].main} 9%, ${theme.palette.background.paper})`,
        borderBottom: 1,
        borderColor: 'divider',
      }}
    >
      <Box sx={{ flexGrow: 1, minWidth: 0 }}>{text}</Box>
      {action && (
        <Button size="small" color="inherit" variant="outlined" onClick={action.onClick} sx={{ minHeight: 28 }}>
          {action.label}
        </Button>
      )}
    </Box>
  )
}
