import type { Word } from '../i18n/words.ts'
import type { CustomField, Texts } from '../records/custom/definition.ts'
import type { FieldModel, ResourceModel } from '../records/model.ts'

/** The namespace of what tenants call their own fields: each hears only its own. */
export const fieldNamespace = 'fields'

export const customLabel = (resource: string, key: string) => `${fieldNamespace}:${resource}.${key}.label`

/** What screens need to know of a tenant's own field beyond what every field has. */
export function describeCustom({ name: resource }: ResourceModel, { custom, kind }: FieldModel): object {
  if (!custom) return {}
  const { key, definition, archivedChoices, isReady, required } = custom
  const text = (part: string) => `${fieldNamespace}:${resource}.${key}.${part}`
  return {
    custom: true,
    required,
    filterable: isReady,
    sortable: isReady && kind !== 'choices',
    listed: definition.listed === true,
    ...(definition.choices && {
      choiceLabels: text('values'),
      archivedChoices: [...archivedChoices],
    }),
    ...(definition.help && { help: text('help') }),
    ...(definition.group && { group: text('group') }),
  }
}

/**
 * What a tenant calls its fields, as words of its own vocabulary. Where nothing was written in the tenant's language, that language
 * says what another one does: it stands below every reader's.
 */
export function wordsOfFields(fields: readonly CustomField[], language: string): Word[] {
  return fields.flatMap(({ resource, key, definition }) => {
    const say = (part: string, texts: Texts | undefined) => wordsOf(`${resource}.${key}.${part}`, texts, language)
    return [
      ...say('label', definition.labels),
      ...say('help', definition.help),
      ...say('group', definition.group),
      ...(definition.choices ?? []).flatMap(({ value, labels }) => say(`values.${value}`, labels)),
    ]
  })
}

function wordsOf(key: string, texts: Texts = {}, language: string): Word[] {
  const [first] = Object.values(texts)
  const all = first === undefined || language in texts ? texts : { ...texts, [language]: first }
  return Object.entries(all).map(([each, value]) => ({ language: each, namespace: fieldNamespace, key, value }))
}
