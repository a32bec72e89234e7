import type { ManifestField, ManifestResource } from '@guildhall/sdk/manifest'

import { isForPeople } from '../form/sections.ts'

/** What the server tells of one change of a record. */
export interface Entry {
  readonly id: string
  readonly action: string
  readonly version: number
  readonly at?: string
  readonly actor?: { readonly id: string; readonly label: string; readonly kind: string; readonly for?: string } | null
  readonly reason?: string
  readonly before?: Readonly<Record<string, unknown>>
  readonly after?: Readonly<Record<string, unknown>>
  readonly input?: Readonly<Record<string, unknown>>
  /** Values that were forgotten. */
  readonly removed?: readonly string[]
}

export interface FieldChange {
  readonly field: ManifestField
  readonly before: unknown
  readonly after: unknown
  readonly isForgotten: boolean
}

/** The changes of an entry by field, in the order of the fields; what has no field (an instant's zone) is not told. */
export function changesOf(
  resource: Pick<ManifestResource, 'fields' | 'views'>,
  { before = {}, after = {}, removed = [] }: Entry,
): FieldChange[] {
  const named = new Set([...Object.keys(before), ...Object.keys(after), ...removed])
  return [...resource.fields.filter((field) => isForPeople(resource, field)), archivedAt]
    .filter(({ name }) => named.has(name))
    .map((field) => ({
      field,
      before: before[field.name] ?? null,
      after: after[field.name] ?? null,
      isForgotten: removed.includes(field.name),
    }))
    .filter(({ before: was, after: is, isForgotten }) => isForgotten || !isBare(was) || !isBare(is))
}

/** What an action was told, by its inputs. */
export function inputOf({ actions }: Pick<ManifestResource, 'actions'>, { action, input = {} }: Entry): FieldChange[] {
  const fields = actions.find(({ name }) => name === action)?.input ?? []
  return fields
    .filter(({ name }) => !isBare(input[name] ?? null))
    .map((field) => ({ field, before: null, after: input[field.name], isForgotten: false }))
}

const isBare = (value: unknown) => value === null || value === '' || (Array.isArray(value) && value.length === 0)

const archivedAt: ManifestField = {
  name: 'archivedAt',
  kind: 'instant',
  label: 'core:fields.archivedAt',
  required: false,
}
