import { Box, MenuItem, TextField } from '@mui/material'
import { useTranslate } from 'react-admin'
import type { Period } from '../api.ts'
import { PeriodField } from '../show/period-field.tsx'
import type { StepProps } from './builder.tsx'

/** Which time a report tells of, and by which date. */
export function PeriodOf({ dataset, definition: { period, beside = [] }, change }: StepProps) {
  const translate = useTranslate()
  const dates = dataset.fields.filter(({ kind }) => kind === 'date' || kind === 'instant')
  // Without a date of the records it is the period of the figures beside them.
  const isBeside = beside.length > 0 && !(period && period.field !== undefined)
  const field = isBeside ? '' : (period?.field ?? dataset.date ?? dates[0]?.path)
  if (field === undefined) return null
  const put = ({ range, from, to }: Period) =>
    change({
      period:
        range === undefined ? undefined : { ...(field && { field }), range, ...(from && { from }), ...(to && { to }) },
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
          onChange={({ target }) => {
            const { field: _, ...rest } = period
            change({ period: { ...rest, ...(target.value && { field: target.value }) } as typeof period })
          }}
        >
          {beside.length > 0 && <MenuItem value="">{translate('reports:slots.reports.onlyBeside')}</MenuItem>}
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
