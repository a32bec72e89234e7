import type { ManifestRecordField } from '@guildhall/sdk/manifest'
import { useGetMany, useTranslate } from 'react-admin'
import { useTitleOf } from '../../fields/title.ts'
import { useFieldWords } from '../../fields/words.ts'
import { dayOf } from '../../fields/zone.ts'
import { useManifest } from '../../server/manifest.ts'
import { useSay } from '../../words/use-words.ts'
import type { Conditions } from './conditions.ts'

const pointers = new Set(['ref', 'refs', 'many'])

/** What a filter asks of a field, as a person would say it. */
export function ConditionText({
  field,
  entries,
}: { readonly field: ManifestRecordField } & Pick<Conditions, 'entries'>) {
  const told = useCondition(field)
  return entries.map(([operator, value], index) => (
    <span key={operator}>
      {index > 0 && ', '}
      {pointers.has(field.kind) && Array.isArray(value) ? (
        <Titles resource={field.target ?? ''} ids={value.map(String)} isNot={operator === 'nin'} />
      ) : (
        told(operator, value)
      )}
    </span>
  ))
}

function useCondition(field: ManifestRecordField) {
  const translate = useTranslate()
  const shown = useShown(field)
  return (operator: string, value: unknown): string => {
    if (operator === 'null') return translate(value ? 'fields.empty' : 'fields.filled').toLocaleLowerCase()
    const text = Array.isArray(value) ? value.map((one) => shown(one)).join(', ') : shown(value, operator)
    return operator === 'eq' || operator === 'in' ? text : translate(`lists.asks.${operator}`, { value: text })
  }
}

/** One value in the reader's form. */
function useShown(field: ManifestRecordField) {
  const translate = useTranslate()
  const words = useFieldWords(field)
  const say = useSay()
  const { zone, tenant } = useManifest()
  return (value: unknown, operator?: string): string => {
    switch (field.kind) {
      case 'enumeration':
      case 'choices':
      case 'state':
        return words.value(String(value))
      case 'boolean':
        return translate(value === true || value === 'true' ? 'fields.yes' : 'fields.no')
      case 'date':
        return say('date', value, { dateStyle: 'medium' })
      case 'instant':
        return say('date', shownDay(String(value), zone, operator), { dateStyle: 'medium' })
      case 'money':
        return say('money', { amount: value, currency: tenant.currency })
      case 'duration':
        return say('duration', Number(value))
      case 'integer':
      case 'decimal':
        return say('number', value)
      default:
        return String(value)
    }
  }
}

/** What lies before the beginning of a day lies on the day before. */
function shownDay(value: string, zone: string, operator?: string): string {
  const at = Date.parse(value)
  if (Number.isNaN(at)) return value
  return dayOf(new Date(operator === 'lt' ? at - 1 : at).toISOString(), zone)
}

const mostNamed = 2

function Titles({
  resource,
  ids,
  isNot,
}: {
  readonly resource: string
  readonly ids: string[]
  readonly isNot: boolean
}) {
  const translate = useTranslate()
  const titleOf = useTitleOf()
  const { data } = useGetMany(resource, { ids: ids.slice(0, mostNamed) }, { retry: false })
  const names = data?.filter(Boolean).map((record) => titleOf(resource, record)) ?? ['…']
  const more = ids.length - mostNamed
  const text = `${names.join(', ')}${more > 0 ? ` +${more}` : ''}`
  return isNot ? translate('lists.asks.nin', { value: text }) : text
}
