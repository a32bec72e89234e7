import { AutocompleteArrayInput, SelectInput, useRecordContext } from 'react-admin'
import { get } from 'react-hook-form'
import type { FieldProps, InputProps } from '../kind.ts'
import { requiredOnly } from '../rules.ts'
import { useFieldWords } from '../words.ts'
import { Presence } from './presence.tsx'

const useChoices = (field: FieldProps['field']) => {
  const words = useFieldWords(field)
  return (field.values ?? []).map((id) => ({ id, name: words.value(id) }))
}

/** A choice that was put away is offered only where the record has it already. */
const useOffered = (field: FieldProps['field'], source: string) => {
  const record = useRecordContext()
  const has = [get(record ?? {}, source)].flat()
  const { archivedValues = [] } = field
  return useChoices(field).filter(({ id }) => !archivedValues.includes(id) || has.includes(id))
}

function Input({ field, source, isDisabled = false }: InputProps) {
  const { hint } = useFieldWords(field)
  const isCertain = !field.optional
  return (
    <SelectInput
      source={source}
      label={field.label}
      helperText={hint ?? false}
      choices={useOffered(field, source)}
      translateChoice={false}
      validate={requiredOnly(field)}
      isRequired={isCertain}
      disabled={isDisabled}
      margin="none"
      fullWidth
    />
  )
}

function Filter({ field, source }: FieldProps) {
  return (
    <Presence field={field} source={source}>
      <AutocompleteArrayInput
        source={`${source}_in`}
        label={field.label}
        helperText={false}
        choices={useChoices(field)}
        translateChoice={false}
        parse={(values: string[]) => (values.length > 0 ? values : null)}
        format={(values: string[] | null) => values ?? []}
        margin="none"
        fullWidth
      />
    </Presence>
  )
}

function SeveralInput({ field, source, isDisabled = false }: InputProps) {
  const { hint } = useFieldWords(field)
  return (
    <AutocompleteArrayInput
      source={source}
      label={field.label}
      helperText={hint ?? false}
      choices={useOffered(field, source)}
      translateChoice={false}
      validate={requiredOnly(field)}
      disabled={isDisabled}
      parse={(values: string[]) => (values.length > 0 ? values : null)}
      format={(values: string[] | null) => values ?? []}
      margin="none"
      fullWidth
    />
  )
}

export const choice = { Input, Filter }
export const choices = { Input: SeveralInput, Filter }
