import type { ManifestField } from '@guildhall/sdk/manifest'
import { useResourceContext } from 'react-admin'
import { useWatch } from 'react-hook-form'

/** What the list of choices is narrowed by, where they depend on what else the form says. */
export function useAmong({ name, among = [] }: ManifestField): { readonly filter?: object } {
  const resource = useResourceContext()
  const values = useWatch({ name: [...among] }) as readonly unknown[]
  if (among.length === 0 || !resource) return {}
  const record = Object.fromEntries(among.map((field, index) => [field, values[index] ?? null]))
  return { filter: { among: { field: `${resource}.${name}`, record } } }
}
