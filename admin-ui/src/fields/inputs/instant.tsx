import { DateInput, DateTimeInput, useTranslate } from 'react-admin'
import { useManifest } from '../../server/manifest.ts'
import type { InputProps } from '../kind.ts'
import { requiredOnly } from '../rules.ts'
import { useFieldWords } from '../words.ts'
import { dayOf, instantOf, startOfDay, startOfNextDay, wallTimeOf, zoneName } from '../zone.ts'
import { type BoundProps, boundsFilter, days } from './bounds.tsx'

/** Wall-clock time in the reader's zone of this tenant, wherever his browser is; the zone is named where the two differ. */
function Input({ field, source, isDisabled = false }: InputProps) {
  const { hint } = useFieldWords(field)
  const { zone, language } = useManifest()
  const translate = useTranslate()
  const isElsewhere = Intl.DateTimeFormat().resolvedOptions().timeZone !== zone
  const place = isElsewhere ? translate('fields.in_zone', { zone: zoneName(zone, language) }) : undefined
  return (
    <DateTimeInput
      source={source}
      label={field.label}
      helperText={[hint, place].filter(Boolean).join(' ') || false}
      validate={requiredOnly(field)}
      disabled={isDisabled}
      format={(value) => wallOf(value, zone)}
      parse={(wall: string) => (wall ? instantOf(wall, zone) : null)}
      margin="none"
      fullWidth
    />
  )
}

/** react-admin formats what it has formatted once more. */
const wallOf = (value: unknown, zone: string): string =>
  typeof value !== 'string' || value === '' ? '' : value.length === 16 ? value : wallTimeOf(value, zone)

/** Days are chosen, and their beginnings in the zone are asked for. */
function Bound({ source, label, isUpper }: BoundProps) {
  const { zone } = useManifest()
  return (
    <DateInput
      source={source}
      label={label}
      helperText={false}
      format={(value) => dayIn(value, zone, isUpper ? -1 : 0)}
      parse={(day: string) => (day ? (isUpper ? startOfNextDay : startOfDay)(day, zone) : null)}
      margin="none"
      fullWidth
    />
  )
}

function dayIn(value: unknown, zone: string, milliseconds = 0): string {
  if (typeof value !== 'string' || value === '') return ''
  if (value.length === 10) return value
  const at = Date.parse(value)
  return Number.isNaN(at) ? '' : dayOf(new Date(at + milliseconds).toISOString(), zone)
}

export const instant = { Input, Filter: boundsFilter(Bound, { ...days, upper: 'lt' }) }
