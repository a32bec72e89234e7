import { TextInput } from 'react-admin'
import type { InputProps } from '../kind.ts'
import { rulesOf } from '../rules.ts'
import { useFieldWords } from '../words.ts'
import { text } from './text.tsx'

const inputTypes: Readonly<Record<string, string>> = { email: 'email', phone: 'tel', url: 'url' }

function Input({ field, source, isDisabled = false }: InputProps) {
  const { hint } = useFieldWords(field)
  return (
    <TextInput
      source={source}
      label={field.label}
      type={inputTypes[field.kind] ?? 'text'}
      helperText={hint ?? false}
      validate={rulesOf(field)}
      disabled={isDisabled}
      margin="none"
      fullWidth
    />
  )
}

/** Text that leads somewhere: an e-mail address, a telephone number, an address on the web. */
export const contact = { Input, Filter: text.Filter }
