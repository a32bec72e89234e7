import { Box, TextField } from '@mui/material'
import { useMemo } from 'react'
import { useWords } from '../words.ts'
import type { guessed } from './guess.ts'

type Place = ReturnType<typeof guessed>

export interface PlacesProps {
  readonly value: Place
  readonly errorOf: (field: string) => string | undefined
  readonly onChange: (value: Place) => void
}

/** Where the business is, by which money and in which language it counts; lists of the browser's own, which a phone shows well. */
export function Places({ value, errorOf, onChange }: PlacesProps) {
  const { translate, language, languages } = useWords()
  const zones = useMemo(() => ['UTC', ...Intl.supportedValuesOf('timeZone')], [])
  const money = useMemo(() => new Intl.DisplayNames(language, { type: 'currency' }), [language])
  const choice = (name: 'zone' | 'currency' | 'language', choices: readonly (readonly [string, string])[]) => (
    <TextField
      select
      size="medium"
      label={translate(`door.register.business.${name}`)}
      value={value[name]}
      error={errorOf(name) !== undefined}
      helperText={errorOf(name)}
      onChange={({ target }) => onChange({ ...value, [name]: target.value })}
      slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}
      sx={{ minWidth: 0 }}
    >
      {choices.map(([each, label]) => (
        <option key={each} value={each}>
          {label}
        </option>
      ))}
    </TextField>
  )
  const all = zones.includes(value.zone) ? zones : [value.zone, ...zones]
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      {choice(
        'zone',
        all.map((zone) => [zone, zone.replaceAll('_', ' ')]),
      )}
      {choice(
        'currency',
        Intl.supportedValuesOf('currency').map((code) => [code, `${code} – ${money.of(code) ?? code}`]),
      )}
      {choice(
        'language',
        languages.map((each) => [each.language, each.name]),
      )}
    </Box>
  )
}
