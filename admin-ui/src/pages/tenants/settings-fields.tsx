import { Autocomplete, Box, MenuItem, TextField } from '@mui/material'
import { useMemo } from 'react'
import { useTranslate } from 'react-admin'
import { useManifest } from '../../server/manifest.ts'
import type { Tenant } from './tenants.ts'

export type Settings = Pick<Tenant, 'name' | 'zone' | 'language' | 'currency' | 'weekStart'>

export interface SettingsFieldsProps {
  readonly value: Settings
  readonly errors: Readonly<Record<string, string>>
  readonly onChange: (value: Settings) => void
}

/** What a business says of itself. */
export function SettingsFields({ value, errors, onChange }: SettingsFieldsProps) {
  const translate = useTranslate()
  const { language, languages } = useManifest()
  const zones = useMemo(() => ['UTC', ...Intl.supportedValuesOf('timeZone')], [])
  const currencies = useMemo(() => Intl.supportedValuesOf('currency'), [])
  const money = useMemo(() => new Intl.DisplayNames(language, { type: 'currency' }), [language])
  const days = useMemo(() => {
    const day = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' })
    // 1 January 2024 was a Monday.
    return Array.from({ length: 7 }, (_, index) => day.format(new Date(Date.UTC(2024, 0, index + 1))))
  }, [language])
  const spoken = languages.some((each) => each.language === value.language)
    ? languages
    : [...languages, { language: value.language, name: value.language, direction: 'ltr' as const }]
  const field = (name: keyof Settings) => ({
    label: translate(`pages.settings.${name}`),
    error: errors[name] !== undefined,
    helperText: errors[name],
  })
  const put = (changes: Partial<Settings>) => onChange({ ...value, ...changes })
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { sm: '1fr 1fr' } }}>
      <TextField
        required
        {...field('name')}
        value={value.name}
        onChange={({ target }) => put({ name: target.value })}
        sx={{ gridColumn: { sm: '1 / -1' } }}
      />
      <TextField
        select
        {...field('language')}
        value={value.language}
        onChange={({ target }) => put({ language: target.value })}
      >
        {spoken.map(({ language: tag, name }) => (
          <MenuItem key={tag} value={tag}>
            {name}
          </MenuItem>
        ))}
      </TextField>
      <Autocomplete
        disableClearable
        options={zones.includes(value.zone) ? zones : [value.zone, ...zones]}
        value={value.zone}
        onChange={(_event, zone) => put({ zone })}
        getOptionLabel={(zone) => zone.replaceAll('_', ' ')}
        renderInput={(params) => <TextField {...params} {...field('zone')} />}
      />
      <Autocomplete
        disableClearable
        options={currencies}
        value={value.currency}
        onChange={(_event, currency) => put({ currency })}
        getOptionLabel={(code) => `${code} – ${money.of(code) ?? code}`}
        renderInput={(params) => <TextField {...params} {...field('currency')} />}
      />
      <TextField
        select
        {...field('weekStart')}
        value={value.weekStart}
        onChange={({ target }) => put({ weekStart: Number(target.value) })}
      >
        {days.map((day, index) => (
          <MenuItem key={day} value={index + 1}>
            {day}
          </MenuItem>
        ))}
      </TextField>
    </Box>
  )
}

export const settingsOf = ({ name, zone, language, currency, weekStart }: Settings): Settings => ({
  name,
  zone,
  language,
  currency,
  weekStart,
})
