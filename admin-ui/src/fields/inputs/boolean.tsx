import { BooleanInput, SelectInput } from 'react-admin'
import type { FieldProps, InputProps } from '../kind.ts'
import { useFieldWords } from '../words.ts'

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

export const boolean = { Input, Filter }
