import { useTranslate } from 'react-admin'
import { PageFrame } from '../parts/page-frame.tsx'
import { Newcomers } from './newcomers.tsx'
import { SettingsCard } from './settings-card.tsx'

/** Who asked to come in, and whether anybody may. */
export default function RegistrationsPage() {
  const translate = useTranslate()
  return (
    <PageFrame isNarrow title={translate('pages.registration.title')} lead={translate('pages.registration.lead')}>
      <Newcomers />
      <SettingsCard />
    </PageFrame>
  )
}
