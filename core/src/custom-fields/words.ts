import type { Word } from '../i18n/words.ts'
import type { CustomField, Texts } from '../records/custom/definition.ts'
import type { FieldModel, ResourceModel } from '../records/model.ts'

/** The namespace of what tenants call their own fields: each hears only its own. The keys are as those of a plugin's fields. */
export const fieldNamespace = 'fields'

const keyOf = (resource: string, part: string, key: string) => `resources.${resource}.${part}.${key}`
export const customLabel = (resource: string, key: string) => `${fieldNamespace}:${keyOf(resource, 'fields', key)}`

/** What screens need to know of a tenant's own field beyond what every field has. */
export function describeCustom({ custom, kind }: FieldModel): object {
  if (!custom) return {}
  const { definition, archivedChoices, isReady, required } = custom
  return {
    custom: true,
    required,
    filterable: isReady,
    sortable: isReady && kind !== 'choices',
    ...(archivedChoices.size > 0 && { archivedValues: [...archivedChoices] }),
    ...(definition.listed && { listed: true }),
  }
}

/** A tenant's groups, as sections of forms. One is called as its first field says. */
export function groupsOf({ name, custom }: ResourceModel): { name: string; label: string; fields: string[] }[] {
  const grouped = (custom?.fields ?? []).filter((field) => field.custom?.definition.group)
  const groups = Map.groupBy(grouped, (field) => JSON.stringify(field.custom?.definition.group))
  return [...groups.values()].map((fields) => {
    const key = fields[0]?.custom?.key ?? ''
    return {
      name: `custom-${key}`,
      label: `${fieldNamespace}:${keyOf(name, 'groups', key)}`,
      fields: fields.map((field) => field.name),
    }
  })
}

/**
 * What a tenant calls its fields, as words of its own vocabulary. Where nothing was written in the tenant's language, that language
 * says what another one does: it stands below every reader's.
 */
export function wordsOfFields(fields: readonly CustomField[], language: string): Word[] {
  return fields.flatMap(({ resource, key, definition }) => {
    const say = (part: string, texts: Texts | undefined) => wordsOf(keyOf(resource, part, key), texts, language)
    return [
      ...say('fields', definition.labels),
      ...say('hints', definition.help),
      ...say('groups', definition.group),
      ...(definition.choices ?? []).flatMap(({ value, labels }) =>
        wordsOf(keyOf(resource, 'values', `${key}.${value}`), labels, language),
      ),
    ]
  })
}

function wordsOf(key: string, texts: Texts = {}, language: string): Word[] {
  const [first] = Object.values(texts)
  const all = first === undefined || language in texts ? texts : { ...texts, [language]: first }
  return Object.entries(all).map(([each, value]) => ({ language: each, namespace: fieldNamespace, key, value }))
}
