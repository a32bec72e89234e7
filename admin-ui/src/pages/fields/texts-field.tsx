import { Box, TextField } from '@mui/material'
import { useManifest } from '../../server/manifest.ts'
import type { Texts } from './field.ts'

interface TextsFieldProps {
  readonly label: string
  readonly value: Texts | undefined
  readonly onChange: (value: Texts) => void
  readonly isRequired?: boolean
  readonly hint?: string
  /** By language. */
  readonly errorOf: (language: string) => string | undefined
}

/** A text in each of the tenant's languages, its own first. */
export function TextsField({ label, value = {}, onChange, isRequired = false, hint, errorOf }: TextsFieldProps) {
  const { languages, tenant } = useManifest()
  const ordered = [...languages].sort((one, other) => rank(one.language) - rank(other.language))
  function rank(language: string): number {
    return language === tenant.language ? 0 : 1
  }
  return (
    <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: 'repeat(auto-fit, minmax(min(200px, 100%), 1fr))' }}>
      {ordered.map(({ language, name }, nth) => (
        <TextField
          key={language}
          label={ordered.length > 1 ? `${label} · ${name}` : label}
          required={isRequired && nth === 0}
          value={value[language] ?? ''}
          error={errorOf(language) !== undefined}
          helperText={errorOf(language) ?? (nth === 0 ? hint : undefined)}
          onChange={({ target }) => onChange({ ...value, [language]: target.value })}
          slotProps={{ htmlInput: { lang: language } }}
        />
      ))}
    </Box>
  )
}
