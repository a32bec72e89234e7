import type { ManifestRecordField, ManifestResource } from '@guildhall/sdk/manifest'
import { fieldOf } from '../server/manifest.ts'

const mostColumns = 6

/** The columns a list begins with: those its plugin names, or the first fields that fit a cell. */
export function columnsOf(resource: ManifestResource): ManifestRecordField[] {
  const named = resource.views.list?.map((name) => fieldOf(resource, name)).filter((field) => field !== undefined)
  const readable = resource.fields.filter((field) => field.readable !== 'never')
  const added = readable.filter(({ listed }) => listed)
  if (named && named.length > 0) return [...named, ...added]
  return [...readable.filter(({ kind, custom }) => kind !== 'many' && !custom).slice(0, mostColumns), ...added]
}
