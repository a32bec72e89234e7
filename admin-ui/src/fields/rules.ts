import type { ManifestField } from '@guildhall/sdk/manifest'
import { maxLength, maxValue, minLength, minValue, required, type Validator } from 'react-admin'

/** What can be said of a value before the server judges it; the server has the last word. */
export function rulesOf(field: ManifestField): Validator[] {
  const { limits = {}, kind } = field
  const limit = (name: string, rule: (value: number) => Validator) =>
    typeof limits[name] === 'number' ? [rule(limits[name])] : []
  const isCounted = kind === 'integer' || kind === 'decimal'
  return [
    ...requiredOnly(field),
    ...(isCounted ? [] : [...limit('minLength', minLength), ...limit('maxLength', maxLength)]),
    ...(isCounted ? [...limit('minimum', minValue), ...limit('maximum', maxValue)] : []),
  ]
}

/** Made once: react-admin tells a required field by the validator itself. */
const isRequired = required()

export const requiredOnly = (field: ManifestField): Validator[] => (field.required ? [isRequired] : [])
