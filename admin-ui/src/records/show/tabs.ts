import type { ManifestRecordField, ManifestResource } from '@guildhall/sdk/manifest'

/** The records that point back, each in a tab: those the plugin names first. */
export function relatedIn({ fields, views }: ManifestResource): readonly ManifestRecordField[] {
  const many = fields.filter(
    ({ kind, readable, target, through }) => kind === 'many' && readable !== 'never' && target && through,
  )
  const named = views.tabs ?? []
  const place = ({ name }: ManifestRecordField) => (named.includes(name) ? named.indexOf(name) : named.length)
  return [...many].sort((one, other) => place(one) - place(other))
}
