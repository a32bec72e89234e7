import { Skeleton } from '@mui/material'
import { useTranslate } from 'react-admin'
import { Card } from '../parts/card.tsx'
import { useCore } from '../parts/use-core.ts'
import type { RegistrationSettings } from './registrations.ts'
import { SettingsForm } from './settings-form.tsx'

/** Whether newcomers may register, and what they become. */
export function SettingsCard() {
  const translate = useTranslate()
  const { data } = useCore<RegistrationSettings>('/registration')
  return (
    <Card title={translate('pages.registration.settings')} lead={translate('pages.registration.settingsLead')}>
      {data ? (
        <SettingsForm key={JSON.stringify(data)} settings={data} />
      ) : (
        <Skeleton variant="rectangular" height={120} />
      )}
    </Card>
  )
}
