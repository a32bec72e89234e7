import type { ManifestField } from '@guildhall/sdk/manifest'
import { maxLength, maxValue, minLength, minValue, required, type Validator } from 'react-admin'

/** What can be said of a value before the server judges it; the server has the last word. */
export function rulesOf({ required: isRequired, limits = {} }: ManifestField): Validator[] {
  const limit = (name: string, rule: (value: number) => Validator) =>
    typeof limits[name] === 'number' ? [rule(limits[name])] : []
  return [
    ...(isRequired ? [required()] : []),
    ...limit('minLength', minLength),
    ...limit('maxLength', maxLength),
    ...limit('minimum', minValue),
    ...limit('maximum', maxValue),
  ]
}
