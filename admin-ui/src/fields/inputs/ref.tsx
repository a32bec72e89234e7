import { lazy, Suspense } from 'react'
import { AutocompleteArrayInput, AutocompleteInput, ReferenceArrayInput, ReferenceInput } from 'react-admin'
import type { FieldProps, InputProps } from '../kind.ts'
import { requiredOnly } from '../rules.ts'
import { useFieldWords } from '../words.ts'
import { useAmong } from './among.ts'
import { Presence } from './presence.tsx'
import { useReferenceChoice } from './reference-choice.ts'

/** It needs the whole form, which needs every kind of field. */
const CreateInPlace = lazy(() => import('./create-in-place.tsx'))

function Input({ field, source, isDisabled = false }: InputProps) {
  const { hint } = useFieldWords(field)
  const { target, mayCreate, reference, optionText, filterToQuery } = useReferenceChoice(field.target ?? '')
  const narrowed = useAmong(field)
  if (!target) return null
  return (
    <ReferenceInput source={source} {...reference} {...narrowed}>
      <AutocompleteInput
        label={field.label}
        helperText={hint ?? false}
        optionText={optionText}
        filterToQuery={filterToQuery}
        validate={requiredOnly(field)}
        disabled={isDisabled}
        parse={(value: string) => value || null}
        margin="none"
        fullWidth
        {...(mayCreate && { create: <InPlace target={target.name} /> })}
      />
    </ReferenceInput>
  )
}

export const InPlace = ({ target }: { readonly target: string }) => (
  <Suspense fallback={null}>
    <CreateInPlace target={target} />
  </Suspense>
)

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
