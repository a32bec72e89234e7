import { AutocompleteArrayInput, ReferenceArrayInput } from 'react-admin'
import type { InputProps } from '../kind.ts'
import { requiredOnly } from '../rules.ts'
import { useFieldWords } from '../words.ts'
import { useAmong } from './among.ts'
import { Filter, InPlace } from './ref.tsx'
import { useReferenceChoice } from './reference-choice.ts'

function Input({ field, source, isDisabled = false }: InputProps) {
  const { hint } = useFieldWords(field)
  const { target, mayCreate, reference, optionText, filterToQuery } = useReferenceChoice(field.target ?? '')
  const narrowed = useAmong(field)
  if (!target) return null
  return (
    <ReferenceArrayInput source={source} {...reference} {...narrowed}>
      <AutocompleteArrayInput
        label={field.label}
        helperText={hint ?? false}
        optionText={optionText}
        filterToQuery={filterToQuery}
        validate={requiredOnly(field)}
        disabled={isDisabled}
        margin="none"
        fullWidth
        {...(mayCreate && { create: <InPlace target={target.name} /> })}
      />
    </ReferenceArrayInput>
  )
}

export const refs = { Input, Filter }
