import { Autocomplete, TextField } from '@mui/material'
import { useTranslate } from 'react-admin'
import type { StepProps } from './builder.tsx'

/** Which fields of the records are shown, in the order in which they are chosen. */
export function ColumnsField({ dataset, definition, change }: StepProps) {
  const translate = useTranslate()
  const chosen = (definition.columns ?? []).flatMap((path) => dataset.fields.find((field) => field.path === path) ?? [])
  return (
    <Autocomplete
      multiple
      size="small"
      disableCloseOnSelect
      options={[...dataset.fields]}
      value={chosen}
      getOptionLabel={({ label }) => label}
      getOptionKey={({ path }) => path}
      isOptionEqualToValue={(one, other) => one.path === other.path}
      onChange={(_event, fields) => change({ columns: fields.map(({ path }) => path) })}
      renderInput={(params) => <TextField {...params} label={translate('reports:slots.reports.columns')} />}
    />
  )
}
