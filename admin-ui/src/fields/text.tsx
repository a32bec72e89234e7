import { TextInput, useFieldValue } from 'react-admin'
import type { CellProps, FieldProps, InputProps, Kind } from './kind.ts'
import { isNothing, Nothing } from './nothing.tsx'
import { Plain } from './plain.tsx'
import { Presence } from './presence.tsx'
import { rulesOf } from './rules.ts'
import { useFieldWords } from './words.ts'

function Cell({ source, isFull = false }: CellProps) {
  const value = useFieldValue({ source })
  if (isNothing(value)) return <Nothing />
  return <Plain isFull={isFull}>{typeof value === 'object' ? JSON.stringify(value) : String(value)}</Plain>
}

function Input({ field, source, isDisabled = false }: InputProps) {
  const { hint } = useFieldWords(field)
  return (
    <TextInput
      source={source}
      label={field.label}
      helperText={hint ?? false}
      multiline={field.multiline === true}
      minRows={field.multiline ? 3 : undefined}
      maxRows={field.multiline ? 16 : undefined}
      validate={rulesOf(field)}
      disabled={isDisabled}
      margin="none"
      fullWidth
    />
  )
}

const Filter = ({ field, source }: FieldProps) => (
  <Presence field={field} source={source}>
    <TextInput source={`${source}_like`} label={field.label} helperText={false} margin="none" fullWidth resettable />
  </Presence>
)

export const text: Kind = { Cell, Input, Filter, isWide: ({ multiline }) => multiline === true }
