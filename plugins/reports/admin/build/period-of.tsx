import { Box, MenuItem, TextField } from '@mui/material'
import { useTranslate } from 'react-admin'
import type { Period } from '../api.ts'
import { PeriodField } from '../show/period-field.tsx'
import type { StepProps } from './builder.tsx'

/** Which time a report tells of, and by which date. */
export function PeriodOf({ dataset, definition: { period }, change }: StepProps) {
  const translate = useTranslate()
  const dates = dataset.fields.filter(({ kind }) => kind === 'date' || kind === 'instant')
  const field = period?.field ?? dataset.date ?? dates[0]?.path
  if (field === undefined) return null
  const put = ({ range, from, to }: Period) =>
    change({
      period: range === undefined ? undefined : { field, range, ...(from && { from }), ...(to && { to }) },
    } as never)
  return (
    <Box sx={{ display: 'grid', gap: 1.5 }}>
      <PeriodField value={period ?? {}} onChange={put} none={translate('reports:slots.reports.always')} />
      {period && (
        <TextField
          select
          size="small"
          label={translate('reports:slots.reports.by')}
          value={field}
          onChange={({ target }) => change({ period: { ...period, field: target.value } })}
        >
          {dates.map(({ path, label }) => (
            <MenuItem key={path} value={path}>
              {label}
            </MenuItem>
          ))}
        </TextField>
      )}
    </Box>
  )
}
