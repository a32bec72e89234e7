import { AutocompleteArrayInput, ReferenceArrayInput } from 'react-admin'
import type { InputProps } from '../kind.ts'
import { Filter } from './ref.tsx'
import { useReferenceInput } from './use-reference-input.tsx'

function Input({ field, source, isDisabled = false }: InputProps) {
  const choice = useReferenceInput(field, isDisabled)
  if (!choice) return null
  return (
    <ReferenceArrayInput source={source} {...choice.reference}>
      <AutocompleteArrayInput {...choice.input} />
    </ReferenceArrayInput>
  )
}

export const refs = { Input, Filter }
