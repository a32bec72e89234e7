import { Box, FormControlLabel, FormHelperText, MenuItem, Switch, TextField } from '@mui/material'
import { useTranslate } from 'react-admin'
import { useCore } from '../parts/use-core.ts'
import type { Tenant } from '../tenants/tenants.ts'
import { newcomerArchetypes, type noProvider } from './providers.ts'

type Values = typeof noProvider
const range = encodeURIComponent('[0,999]')

export interface ProviderChoicesProps {
  readonly value: Values
  readonly error: string | undefined
  readonly onChange: (value: Values) => void
}

/** How far the provider's word goes. */
export function ProviderChoices({ value, error, onChange }: ProviderChoicesProps) {
  const translate = useTranslate()
  const { data: tenants } = useCore<readonly Tenant[]>(`/tenants?range=${range}`)
  const { newcomers } = value
  const choice = (name: 'trusted' | 'bothSteps' | 'active', hint?: string) => (
    <div>
      <FormControlLabel
        control={
          <Switch checked={value[name]} onChange={({ target }) => onChange({ ...value, [name]: target.checked })} />
        }
        label={translate(`pages.providers.${name}`)}
      />
      {hint && <FormHelperText sx={{ mt: 0 }}>{hint}</FormHelperText>}
    </div>
  )
  return (
    <>
      {choice('trusted', translate('pages.providers.trusted_hint'))}
      {choice('bothSteps')}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
        <TextField
          select
          sx={{ flex: '2 1 240px' }}
          label={translate('pages.providers.newcomers')}
          value={newcomers?.tenant ?? ''}
          error={error !== undefined}
          helperText={error}
          onChange={({ target }) =>
            onChange({
              ...value,
              newcomers: target.value ? { tenant: target.value, archetype: newcomers?.archetype ?? 'client' } : null,
            })
          }
          slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
        >
          <MenuItem value="">{translate('pages.providers.nobody')}</MenuItem>
          {tenants?.map(({ slug, name }) => (
            <MenuItem key={slug} value={slug}>
              {translate('pages.providers.into', { name })}
            </MenuItem>
          ))}
        </TextField>
        {newcomers && (
          <TextField
            select
            sx={{ flex: '1 1 140px' }}
            label={translate('pages.providers.as')}
            value={newcomers.archetype}
            onChange={({ target }) => {
              const archetype = newcomerArchetypes.find((each) => each === target.value)
              if (archetype) onChange({ ...value, newcomers: { ...newcomers, archetype } })
            }}
          >
            {newcomerArchetypes.map((each) => (
              <MenuItem key={each} value={each}>
                {translate(`core:archetypes.${each}`)}
              </MenuItem>
            ))}
          </TextField>
        )}
      </Box>
      {choice('active')}
    </>
  )
}
