import { TextInput } from 'react-admin'
import type { FieldProps, InputProps } from '../kind.ts'
import { rulesOf } from '../rules.ts'
import { useFieldWords } from '../words.ts'
import { Presence } from './presence.tsx'

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

export const text = { Input, Filter }
