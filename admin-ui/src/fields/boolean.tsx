import CheckIcon from '@mui/icons-material/Check'
import { Typography } from '@mui/material'
import { BooleanInput, SelectInput, useFieldValue, useTranslate } from 'react-admin'
import type { CellProps, FieldProps, InputProps, Kind } from './kind.ts'
import { useFieldWords } from './words.ts'

function Cell({ source, isFull = false }: CellProps) {
  const translate = useTranslate()
  const isYes = useFieldValue({ source }) === true
  const word = translate(isYes ? 'fields.yes' : 'fields.no')
  if (isFull || !isYes)
    return (
      <Typography component="span" variant="body2" color={isYes ? 'textPrimary' : 'textSecondary'}>
        {word}
      </Typography>
    )
  return <CheckIcon fontSize="small" color="primary" titleAccess={word} />
}

function Input({ field, source, isDisabled = false }: InputProps) {
  const { hint } = useFieldWords(field)
  return (
    <BooleanInput
      source={source}
      label={field.label}
      helperText={hint ?? false}
      defaultValue={field.default ?? false}
      disabled={isDisabled}
    />
  )
}

function Filter({ field, source }: FieldProps) {
  return (
    <SelectInput
      source={source}
      label={field.label}
      helperText={false}
      margin="none"
      fullWidth
      // A select tells its choices apart by text; the filter is a boolean.
      format={(value) => (typeof value === 'boolean' ? String(value) : '')}
      parse={(value) => (value === '' ? null : value === 'true')}
      choices={[
        { id: 'true', name: 'fields.yes' },
        { id: 'false', name: 'fields.no' },
      ]}
    />
  )
}

export const boolean: Kind = { Cell, Input, Filter }
