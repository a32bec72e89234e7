import { Box, TextField } from '@mui/material'
import { useTranslate } from 'react-admin'
import type { RegistrationSettings } from './registrations.ts'

type Terms = Pick<RegistrationSettings, 'termsUrl' | 'privacyUrl' | 'termsVersion'>

export interface TermsFieldsProps {
  readonly value: Terms
  readonly errorOf: (name: string) => string | undefined
  readonly onChange: (changes: Partial<Terms>) => void
}

/** What newcomers agree to; kept with each who did, with time and version. */
export function TermsFields({ value, errorOf, onChange }: TermsFieldsProps) {
  const translate = useTranslate()
  const field = (name: keyof Terms, type = 'url') => (
    <TextField
      type={type}
      label={translate(`pages.registration.${name}`)}
      value={value[name] ?? ''}
      error={errorOf(name) !== undefined}
      helperText={
        errorOf(name) ?? (name === 'termsVersion' ? translate('pages.registration.termsVersionHint') : undefined)
      }
      onChange={({ target }) => onChange({ [name]: target.value.trim() || null })}
    />
  )
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { sm: '1fr 1fr' } }}>
      {field('termsUrl')}
      {field('privacyUrl')}
      {field('termsVersion', 'text')}
    </Box>
  )
}
