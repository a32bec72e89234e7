import { AutocompleteArrayInput, AutocompleteInput, ReferenceArrayInput, ReferenceInput } from 'react-admin'
import type { FieldProps, InputProps } from '../kind.ts'
import { Presence } from './presence.tsx'
import { useReferenceChoice } from './reference-choice.ts'
import { useReferenceInput } from './use-reference-input.tsx'

function Input({ field, source, isDisabled = false }: InputProps) {
  const choice = useReferenceInput(field, isDisabled)
  if (!choice) return null
  return (
    <ReferenceInput source={source} {...choice.reference}>
      <AutocompleteInput {...choice.input} parse={(value: string) => value || null} />
    </ReferenceInput>
  )
}

/** One of those chosen. */
export function Filter({ field, source }: FieldProps) {
  const { target, reference, optionText, filterToQuery } = useReferenceChoice(field.target ?? '')
  if (!target) return null
  return (
    <Presence field={field} source={source}>
      <ReferenceArrayInput source={`${source}_in`} {...reference}>
        <AutocompleteArrayInput
          label={field.label}
          helperText={false}
          optionText={optionText}
          filterToQuery={filterToQuery}
          parse={(values: string[]) => (values.length > 0 ? values : null)}
          format={(values: string[] | null) => values ?? []}
          margin="none"
          fullWidth
        />
      </ReferenceArrayInput>
    </Presence>
  )
}

export const ref = { Input, Filter }
