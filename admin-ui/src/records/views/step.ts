import type { ManifestAction, ManifestRecordField, ManifestResource } from '@guildhall/sdk/manifest'
import type { RaRecord } from 'react-admin'
import type { Rights } from '../rights.ts'

export type Movable = RaRecord & Rights

export type Step =
  | { readonly kind: 'possible'; readonly action: ManifestAction }
  /** The step is there and not for this person on this record. */
  | { readonly kind: 'forbidden'; readonly action: ManifestAction }
  /** Nothing leads from here to there. */
  | { readonly kind: 'none' }

/** The action that leads a record from its state to another. */
export function stepTo(resource: ManifestResource, field: ManifestRecordField, record: Movable, to: string): Step {
  const from = String(record[field.name])
  const leading = resource.actions.filter(
    (action) =>
      action.to === to &&
      (action.field ?? field.name) === field.name &&
      (action.from === undefined || action.from.includes(from)),
  )
  const [first] = leading
  if (!first) return { kind: 'none' }
  const allowed = leading.find(({ name }) => record._can === undefined || record._can.actions.includes(name))
  return allowed ? { kind: 'possible', action: allowed } : { kind: 'forbidden', action: first }
}

/** The states a record can be led to by this person now. */
export const statesAhead = (
  resource: ManifestResource,
  field: ManifestRecordField,
  record: Movable,
): readonly string[] =>
  (field.values ?? []).filter((value) => stepTo(resource, field, record, value).kind === 'possible')
