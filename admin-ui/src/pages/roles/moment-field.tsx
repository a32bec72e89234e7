import { Box, MenuItem, TextField } from '@mui/material'
import { useTranslate } from 'react-admin'

export interface MomentFieldProps {
  readonly kind: 'date' | 'instant'
  readonly value: string
  readonly label: string
  readonly isDisabled: boolean
  readonly onChange: (value: string) => void
}

/** A day counted from the day of asking, or a fixed one. */
export function MomentField({ kind, value, label, isDisabled, onChange }: MomentFieldProps) {
  const translate = useTranslate()
  const word = kind === 'date' ? '$today' : '$now'
  const relative = /^\$(?:today|now)(?:([+-])(\d+)[mhd])?$/.exec(value)
  const way = !relative ? 'fixed' : relative[1] === '+' ? 'in' : relative[1] === '-' ? 'ago' : 'now'
  const days = Number(relative?.[2] ?? 1)
  const written = (next: string, count = days) =>
    next === 'now' ? word : next === 'in' ? `${word}+${count}d` : next === 'ago' ? `${word}-${count}d` : ''
  return (
    <Box sx={{ display: 'flex', gap: 1 }}>
      <TextField
        select
        disabled={isDisabled}
        label={label}
        value={way}
        sx={{ flex: 2 }}
        onChange={(event) => onChange(written(event.target.value))}
      >
        {(['now', 'in', 'ago', 'fixed'] as const).map((each) => (
          <MenuItem key={each} value={each}>
            {translate(`pages.roles.moment.${each}`)}
          </MenuItem>
        ))}
      </TextField>
      {(way === 'in' || way === 'ago') && (
        <TextField
          type="number"
          disabled={isDisabled}
          label={translate('pages.roles.days')}
          value={days}
          sx={{ flex: 1 }}
          slotProps={{ htmlInput: { min: 1, max: 9999 } }}
          onChange={(event) => onChange(written(way, Math.max(1, Math.trunc(Number(event.target.value)))))}
        />
      )}
      {way === 'fixed' && (
        <TextField
          type="date"
          disabled={isDisabled}
          label={translate('pages.roles.day')}
          value={value.slice(0, 10)}
          sx={{ flex: 2 }}
          slotProps={{ inputLabel: { shrink: true } }}
          onChange={(event) => onChange(kind === 'date' ? event.target.value : `${event.target.value}T00:00:00Z`)}
        />
      )}
    </Box>
  )
}
