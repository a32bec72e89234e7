import { ranges } from '@guildhall/contract-reports'
import { Box, MenuItem, TextField } from '@mui/material'
import { useTranslate } from 'react-admin'
import type { Period } from '../api.ts'

interface PeriodFieldProps {
  readonly value: Period
  readonly onChange: (period: Period) => void
  /** What no choice means. */
  readonly none: string
}

/** A stretch of time, by its name or by its days. */
export function PeriodField({ value, onChange, none }: PeriodFieldProps) {
  const translate = useTranslate()
  const day = (name: 'from' | 'to') => (
    <TextField
      type="date"
      size="small"
      label={translate(`reports:slots.reports.${name}`)}
      value={value[name] ?? ''}
      onChange={({ target }) => onChange({ ...value, [name]: target.value || undefined })}
      slotProps={{ inputLabel: { shrink: true } }}
    />
  )
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
      <TextField
        select
        size="small"
        label={translate('reports:slots.reports.period')}
        value={value.range ?? ''}
        onChange={({ target }) => onChange(target.value ? { range: target.value } : {})}
        sx={{ minWidth: 190 }}
        slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
      >
        <MenuItem value="">{none}</MenuItem>
        {ranges.map((range) => (
          <MenuItem key={range} value={range}>
            {translate(`reports:slots.ranges.${range}`)}
          </MenuItem>
        ))}
      </TextField>
      {value.range === 'between' && day('from')}
      {value.range === 'between' && day('to')}
    </Box>
  )
}
