import type { ManifestRecordField, ManifestResource } from '@guildhall/sdk/manifest'
import { kindOf } from '../../fields/kinds.ts'

/** What every record has besides its fields, as far as a list shows it. */
const system: readonly ManifestRecordField[] = ['createdAt', 'updatedAt'].map((name) => ({
  name,
  kind: 'instant',
  label: `core:fields.${name}`,
  required: false,
  computed: true,
  readable: 'depends',
  creatable: 'never',
  updatable: 'never',
}))

const isShown = ({ readable, kind }: ManifestRecordField) => readable !== 'never' && kind !== 'many' && kind !== 'json'

/** All that a column may show: the resource's fields in their order, then when a record was made and changed. */
export const choosableFields = (resource: ManifestResource): readonly ManifestRecordField[] => [
  ...resource.fields.filter(isShown),
  ...system,
]

export const listedField = (resource: ManifestResource, name: string): ManifestRecordField | undefined =>
  [...resource.fields, ...system].find((field) => field.name === name && field.readable !== 'never')

const mostColumns = 6

/** The columns a list begins with: those its plugin names, or the first that fit, and those a tenant added for it. */
export function firstColumns(resource: ManifestResource): readonly string[] {
  const named = (resource.views.list ?? []).filter((name) => listedField(resource, name))
  const added = resource.fields.filter((field) => field.listed && isShown(field)).map(({ name }) => name)
  const first = resource.fields
    .filter((field) => isShown(field) && !field.multiline && !field.custom)
    .slice(0, mostColumns)
    .map(({ name }) => name)
  return [...(named.length > 0 ? named : first), ...added]
}

/** Of those chosen, what is still there and may be read; never nothing at all. */
export function columnsOf(resource: ManifestResource, chosen: readonly string[]): readonly ManifestRecordField[] {
  const fields = choosableFields(resource)
  const found = chosen.flatMap((name) => fields.find((field) => field.name === name) ?? [])
  return found.length > 0 || fields.length === 0
    ? found
    : firstColumns(resource).flatMap((name) => listedField(resource, name) ?? [])
}

const unordered = new Set(['ref', 'refs', 'many', 'files', 'subject', 'json'])

/** What has no order of its own, or may be seen on some records only, sorts nothing. */
export const isSortable = ({ kind, readable, name, sortable = true }: ManifestRecordField): boolean =>
  sortable && !unordered.has(kind) && (readable === 'always' || system.some((field) => field.name === name))

export const isFilterable = (field: ManifestRecordField): boolean =>
  field.readable !== 'never' && field.filterable !== false && kindOf(field.kind).Filter !== undefined
