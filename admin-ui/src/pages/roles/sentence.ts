import type { ManifestField } from '@guildhall/sdk/manifest'
import type { Line } from './cell.ts'
import { type Comparison, type Group, groupOf, isGroup } from './condition.ts'
import type { CatalogueResource } from './rights.ts'

/** What a sentence about a right is made of. */
export interface Speech {
  translate(key: string, values?: Record<string, unknown>): string
  /** The records of a resource, as the tenant calls them. */
  records(resource: CatalogueResource): string
  label(field: ManifestField): string
  /** A value of a field that has a fixed set of them. */
  choice(field: ManifestField, value: string): string
  /** A record or person somebody is compared with. */
  named(resource: string | undefined, id: string): string
  date(value: string): string
  list(values: readonly string[], kind: 'and' | 'or'): string
  resource(name: string): CatalogueResource | undefined
}

/** “Tasks whose assignees include me: only title and state.” */
export function sentenceOf({ where, fields }: Line, resource: CatalogueResource, speech: Speech): string {
  const { translate } = speech
  const what = speech.records(resource)
  const of = where
    ? translate('pages.roles.sentence.some', { what, condition: phraseOf(groupOf(where), resource, speech) })
    : translate('pages.roles.sentence.all', { what })
  if (!fields) return of
  const names = fields.flatMap((name) => {
    const field = resource.fields.find((one) => one.name === name)
    return field ? [speech.label(field)] : [name]
  })
  return translate('pages.roles.sentence.only', { of, fields: speech.list(names, 'and') })
}

export function phraseOf(group: Group, resource: CatalogueResource, speech: Speech, isInside = false): string {
  const phrases = group.parts.map((part) =>
    isGroup(part) ? phraseOf(part, resource, speech, true) : compared(part, resource, speech),
  )
  const joined = speech.list(phrases, group.match === 'all' ? 'and' : 'or')
  if (group.match === 'none') return speech.translate('pages.roles.sentence.not', { condition: joined })
  return isInside && phrases.length > 1 ? `(${joined})` : joined
}

export interface Followed {
  readonly fields: readonly ManifestField[]
  /** The resource a path leads on to, where it ends at a reference. */
  readonly target: CatalogueResource | undefined
  /** `amount` of money, `resource` of a subject. */
  readonly part: string | undefined
}

/** The fields of a path, one after the other. */
export function follow(path: string, from: CatalogueResource, resourceOf: Speech['resource']): Followed {
  const fields: ManifestField[] = []
  let at: CatalogueResource | undefined = from
  let part: string | undefined
  for (const name of path.split('.')) {
    const field: ManifestField | undefined = at?.fields.find((one) => one.name === name)
    if (field) fields.push(field)
    else part = name
    at = field?.target ? resourceOf(field.target) : undefined
  }
  return { fields, target: at, part }
}

function compared({ path, operator, value, group }: Comparison, resource: CatalogueResource, speech: Speech): string {
  const { fields, target } = follow(path, resource, speech.resource)
  const field = fields.at(-1)
  const name = fields.map((one) => speech.label(one)).join(' › ') || path
  const say = (key: string, values: Record<string, unknown> = {}) =>
    speech.translate(`pages.roles.is.${key}`, { path: name, ...values })
  if (path === '$named') return say(value === 'readable' ? 'named_readable' : value === false ? 'unnamed' : 'named')
  if (operator === 'among') return say('among', { condition: group && target ? phraseOf(group, target, speech) : '…' })
  if (value === 'readable') return say('readable')
  if (operator === 'null') return say(value === true ? 'empty' : 'not_empty')
  const isList = field !== undefined && ['refs', 'many', 'files'].includes(field.kind)
  if (value === '$me') return say(operator === 'ne' ? 'not_me' : isList ? 'has_me' : 'me')
  const text = Array.isArray(value)
    ? speech.list(
        value.map((one) => valueText(one, field, speech)),
        'or',
      )
    : valueText(value, field, speech)
  const isMoment = field?.kind === 'date' || field?.kind === 'instant'
  const key = isMoment && momentKeys.has(operator) ? `${operator}_date` : isList && operator === 'eq' ? 'has' : operator
  return say(key, { value: text })
}

const momentKeys = new Set(['gte', 'lte', 'gt', 'lt'])

function valueText(value: unknown, field: ManifestField | undefined, speech: Speech): string {
  if (value === null) return speech.translate('pages.roles.value.nothing')
  if (value === '$me') return speech.translate('pages.roles.value.me')
  if (value === undefined || value === '') return '…'
  if (typeof value === 'boolean') return speech.translate(value ? 'ra.boolean.true' : 'ra.boolean.false')
  if (typeof value !== 'string') return String(value)
  const moment = /^\$(today|now)(?:([+-])(\d+)([mhd]))?$/.exec(value)
  if (moment) {
    const [, kind, sign, count, unit] = moment
    if (!sign) return speech.translate(`pages.roles.value.${kind}`)
    return speech.translate(`pages.roles.value.${sign === '+' ? 'in' : 'ago'}_${unit}`, { smart_count: Number(count) })
  }
  if (field?.values) return speech.choice(field, value)
  if (field?.kind === 'date' || field?.kind === 'instant') return speech.date(value)
  if (field?.target) return speech.named(field.target, value)
  return value
}
