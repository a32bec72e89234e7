import { Card } from '@guildhall/admin-ui'
import { Box, FormControlLabel, MenuItem, Switch, TextField } from '@mui/material'
import { useTranslate } from 'react-admin'
import { type Preferences, rhythms } from './preferences.ts'

interface TimesProps {
  readonly value: Preferences
  readonly errors: Readonly<Record<string, string>>
  readonly onChange: (changes: Partial<Preferences>) => void
}

/** When to be quiet, and how often mails come. */
export function Times({ value, errors, onChange }: TimesProps) {
  const translate = useTranslate()
  const say = (name: string) => translate(`notifications:slots.preferences.${name}`)
  const { quietFrom, quietTo, digest, digestAt, zone } = value
  const isQuiet = quietFrom !== null
  const time = (label: string, name: 'quietFrom' | 'quietTo' | 'digestAt', given: string | null) => (
    <TextField
      type="time"
      label={say(label)}
      value={given ?? ''}
      error={errors[name] !== undefined}
      helperText={errors[name]}
      slotProps={{ inputLabel: { shrink: true } }}
      onChange={({ target }) => onChange({ [name]: target.value })}
    />
  )
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { md: '1fr 1fr' } }}>
      <Card
        title={say('quiet')}
        lead={translate('notifications:slots.preferences.quietText', { zone: zone.replaceAll('_', ' ') })}
      >
        <FormControlLabel
          label={say('quietOn')}
          control={
            <Switch
              checked={isQuiet}
              onChange={({ target }) =>
                onChange(target.checked ? { quietFrom: '22:00', quietTo: '07:00' } : { quietFrom: null, quietTo: null })
              }
            />
          }
        />
        {isQuiet && (
          <Box sx={{ display: 'flex', gap: 2, mt: 1 }}>
            {time('from', 'quietFrom', quietFrom)}
            {time('to', 'quietTo', quietTo)}
          </Box>
        )}
      </Card>
      <Card title={say('mails')} lead={say('mailsText')}>
        <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>
          <TextField
            select
            label={say('mails')}
            value={digest}
            sx={{ minWidth: 160 }}
            onChange={({ target }) => onChange({ digest: target.value as Preferences['digest'] })}
          >
            {rhythms.map((one) => (
              <MenuItem key={one} value={one}>
                {translate(`notifications:resources.notification-preferences.values.digest.${one}`)}
              </MenuItem>
            ))}
          </TextField>
          {(digest === 'daily' || digest === 'weekly') && time('digestAt', 'digestAt', digestAt)}
        </Box>
      </Card>
    </Box>
  )
}
