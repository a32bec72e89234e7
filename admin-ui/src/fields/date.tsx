import { Typography } from '@mui/material'
import { DateInput, useFieldValue, useTranslate } from 'react-admin'
import { useSay } from '../words/use-words.ts'
import type { CellProps, FieldProps, InputProps, Kind } from './kind.ts'
import { isNothing, Nothing } from './nothing.tsx'
import { Presence } from './presence.tsx'
import { Range } from './range.tsx'
import { requiredOnly } from './rules.ts'
import { useFieldWords } from './words.ts'

function Cell({ source, isFull = false }: CellProps) {
  const say = useSay()
  const value: unknown = useFieldValue({ source })
  if (isNothing(value)) return <Nothing />
  return (
    <Typography component="time" dateTime={String(value)} variant="body2" noWrap>
      {say('date', value, { dateStyle: isFull ? 'long' : 'medium' })}
    </Typography>
  )
}

function Input({ field, source, isDisabled = false }: InputProps) {
  const { hint } = useFieldWords(field)
  return (
    <DateInput
      source={source}
      label={field.label}
      helperText={hint ?? false}
      validate={requiredOnly(field)}
      disabled={isDisabled}
      parse={(value: string) => value || null}
      margin="none"
      fullWidth
    />
  )
}

function Filter({ field, source }: FieldProps) {
  const translate = useTranslate()
  const label = translate(field.label)
  const parse = (value: string) => value || null
  return (
    <Presence field={field} source={source}>
      <Range>
        <DateInput
          source={`${source}_gte`}
          label={translate('fields.from', { field: label })}
          helperText={false}
          parse={parse}
          margin="none"
          fullWidth
        />
        <DateInput
          source={`${source}_lte`}
          label={translate('fields.to', { field: label })}
          helperText={false}
          parse={parse}
          margin="none"
          fullWidth
        />
      </Range>
    </Presence>
  )
}

export const date: Kind = { Cell, Input, Filter }
