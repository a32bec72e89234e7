import { PageFrame, useCore } from '@guildhall/admin-ui'
import { Skeleton } from '@mui/material'
import { Devices } from './devices.tsx'
import { PreferencesForm } from './form.tsx'
import { type Preferences, path } from './preferences.ts'

/** What one is told, by which way, and when not. */
export function PreferencesPage() {
  const { data, error } = useCore<Preferences>(path)
  if (error) throw error
  return (
    <PageFrame isNarrow>
      {data ? <PreferencesForm key={JSON.stringify(data)} kept={data} /> : <Skeleton variant="rounded" height={320} />}
      <Devices />
    </PageFrame>
  )
}
