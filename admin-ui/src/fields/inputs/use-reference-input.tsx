import type { ManifestField } from '@guildhall/sdk/manifest'
import { lazy, Suspense } from 'react'
import { requiredOnly } from '../rules.ts'
import { useFieldWords } from '../words.ts'
import { useAmong } from './among.ts'
import { useReferenceChoice } from './reference-choice.ts'

/** It needs the whole form, which needs every kind of field. */
const CreateInPlace = lazy(() => import('./create-in-place.tsx'))

/** What an input for one record and one for several have in common; null where the target may not be read. */
export function useReferenceInput(field: ManifestField, isDisabled: boolean) {
  const { hint } = useFieldWords(field)
  const { target, mayCreate, reference, optionText, filterToQuery } = useReferenceChoice(field.target ?? '')
  const narrowed = useAmong(field)
  if (!target) return null
  return {
    reference: { ...reference, ...narrowed },
    input: {
      label: field.label,
      helperText: hint ?? (false as const),
      optionText,
      filterToQuery,
      validate: requiredOnly(field),
      disabled: isDisabled,
      margin: 'none' as const,
      fullWidth: true,
      ...(mayCreate && { create: <InPlace target={target.name} /> }),
    },
  }
}

const InPlace = ({ target }: { readonly target: string }) => (
  <Suspense fallback={null}>
    <CreateInPlace target={target} />
  </Suspense>
)
