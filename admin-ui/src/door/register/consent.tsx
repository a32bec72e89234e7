import { Box, Checkbox, FormControlLabel, FormHelperText, Link } from '@mui/material'
import { useWords } from '../words.ts'
import type { Terms } from './open.ts'

export interface ConsentProps {
  readonly terms: Terms
  readonly value: boolean
  readonly error: string | undefined
  readonly onChange: (value: boolean) => void
}

/** What one agrees to, to be read first. */
export function Consent({ terms: { termsUrl, privacyUrl }, value, error, onChange }: ConsentProps) {
  const { translate } = useWords()
  const links = [
    { href: termsUrl, label: translate('door.register.terms') },
    { href: privacyUrl, label: translate('door.register.privacy') },
  ].filter(({ href }) => href)
  return (
    <Box>
      <FormControlLabel
        sx={{ alignItems: 'flex-start' }}
        control={
          <Checkbox
            sx={{ py: 0 }}
            checked={value}
            onChange={({ target }) => onChange(target.checked)}
            slotProps={{ input: { 'aria-describedby': 'consent-links' } }}
          />
        }
        label={translate('door.register.agree')}
      />
      <Box id="consent-links" sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, pl: 4 }}>
        {links.map(({ href, label }) => (
          <Link key={label} href={href ?? ''} target="_blank" rel="noopener noreferrer" variant="body2">
            {label}
          </Link>
        ))}
      </Box>
      {error && (
        <FormHelperText error sx={{ pl: 4 }}>
          {error}
        </FormHelperText>
      )}
    </Box>
  )
}
