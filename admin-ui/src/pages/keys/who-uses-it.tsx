import { FormControlLabel, FormHelperText, FormLabel, Radio, RadioGroup } from '@mui/material'
import { useTranslate } from 'react-admin'

export interface WhoUsesItProps {
  readonly isSigning: boolean
  readonly onChange: (isSigning: boolean) => void
}

/** A program sends its key; another installation signs with it, and only reads. */
export function WhoUsesIt({ isSigning, onChange }: WhoUsesItProps) {
  const translate = useTranslate()
  return (
    <div>
      <FormLabel id="key-user">{translate('pages.signingKeys.user')}</FormLabel>
      <RadioGroup
        row
        aria-labelledby="key-user"
        aria-describedby="key-user-hint"
        value={isSigning ? 'installation' : 'program'}
        onChange={({ target }) => onChange(target.value === 'installation')}
      >
        {['program', 'installation'].map((each) => (
          <FormControlLabel
            key={each}
            value={each}
            control={<Radio size="small" />}
            label={translate(`pages.signingKeys.${each}`)}
          />
        ))}
      </RadioGroup>
      <FormHelperText id="key-user-hint">
        {isSigning ? translate('pages.signingKeys.hint') : translate('pages.signingKeys.program_hint')}
      </FormHelperText>
    </div>
  )
}
