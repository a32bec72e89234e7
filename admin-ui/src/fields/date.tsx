import { Typography } from '@mui/material'
import { DateInput, useFieldValue } from 'react-admin'
import { useSay } from '../words/use-words.ts'
import { type BoundProps, boundsFilter, days } from './bounds.tsx'
import type { CellProps, InputProps, Kind } from './kind.ts'
import { isNothing, Nothing } from './nothing.tsx'
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

const Bound = ({ source, label }: BoundProps) => (
  <DateInput
    source={source}
    label={label}
    helperText={false}
    parse={(value: string) => value || null}
    margin="none"
    fullWidth
  />
)

export const date: Kind = { Cell, Input, Filter: boundsFilter(Bound, days) }
