import { Box, ToggleButton, ToggleButtonGroup, Typography } from '@mui/material'
import type { ReactNode } from 'react'

export interface ChoiceProps {
  readonly label: string
  readonly value: string
  readonly options: readonly { readonly value: string; readonly label: string; readonly shown?: ReactNode }[]
  readonly onChoose: (value: string) => void
}

/** One of a few, all of them in sight. */
export function Choice({ label, value, options, onChoose }: ChoiceProps) {
  return (
    <Box sx={{ px: 2, py: 0.75 }}>
      <Typography variant="caption" color="text.secondary" component="div" sx={{ mb: 0.5, fontWeight: 600 }}>
        {label}
      </Typography>
      <ToggleButtonGroup
        exclusive
        fullWidth
        size="small"
        aria-label={label}
        value={value}
        onChange={(_event, chosen: string | null) => chosen && onChoose(chosen)}
      >
        {options.map(({ value: each, label: name, shown }) => (
          <ToggleButton
            key={each}
            value={each}
            aria-label={typeof shown === 'string' ? `${shown} ${name}` : name}
            title={name}
            sx={{ py: 0.5, minHeight: 34, textTransform: 'none', fontSize: '0.8125rem' }}
          >
            {shown ?? name}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </Box>
  )
}
