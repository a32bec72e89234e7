import type { ManifestRecordField, ManifestResource } from '@guildhall/sdk/manifest'

export interface Section {
  readonly name: string
  /** The key of its heading; a record without sections has none. */
  readonly label?: string
  readonly fields: readonly ManifestRecordField[]
}

/** The fields a screen shows, in the sections their plugin put them in; what is in none stands last. */
export function sectionsOf(
  { fields, views }: Pick<ManifestResource, 'fields' | 'views'>,
  isShown: (field: ManifestRecordField) => boolean,
): readonly Section[] {
  const shown = new Map(fields.filter(isShown).map((field) => [field.name, field]))
  const declared = (views.sections ?? []).map(({ name, label, fields: names }) => ({
    name,
    label,
    fields: take(shown, names),
  }))
  const rest = [...shown.values()]
  const isAlone = declared.every((section) => section.fields.length === 0)
  return [...declared, { name: 'rest', ...(!isAlone && { label: 'records.other' }), fields: rest }].filter(
    (section) => section.fields.length > 0,
  )
}

/** What is reckoned and stands in no section was left out on purpose: it serves the machine. */
export function isForPeople({ views }: Pick<ManifestResource, 'views'>, field: ManifestRecordField): boolean {
  if (!field.computed || !views.sections) return true
  return views.sections.some(({ fields }) => fields.includes(field.name))
}

function take(from: Map<string, ManifestRecordField>, names: readonly string[]): ManifestRecordField[] {
  return names.flatMap((name) => {
    const field = from.get(name)
    from.delete(name)
    return field ? [field] : []
  })
}
