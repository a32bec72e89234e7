import { DateInput } from 'react-admin'
import type { InputProps } from '../kind.ts'
import { requiredOnly } from '../rules.ts'
import { useFieldWords } from '../words.ts'
import { type BoundProps, boundsFilter, days } from './bounds.tsx'

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

export const date = { Input, Filter: boundsFilter(Bound, days) }
