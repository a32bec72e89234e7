import { Alert, Box, Button, Skeleton } from '@mui/material'
import { type FormEvent, useState } from 'react'
import { useNotify, useTranslate } from 'react-admin'
import { useManifest } from '../../server/manifest.ts'
import { useReopen } from '../../server/reopen.ts'
import { Card } from '../parts/card.tsx'
import { PageFrame } from '../parts/page-frame.tsx'
import { useCore, useTell } from '../parts/use-core.ts'
import { BrandingCard } from './branding-card.tsx'
import { OwnLimits } from './own-limits.tsx'
import { SettingsFields, settingsOf } from './settings-fields.tsx'
import type { Tenant } from './tenants.ts'

/** The business one is in: how it looks and what it may have; and for who runs the installation its name, zone, week, currency and language. */
export default function SettingsPage() {
  const translate = useTranslate()
  const { superadmin } = useManifest()
  const { data } = useCore<Tenant>('/tenant', { isOn: superadmin })
  return (
    <PageFrame
      isNarrow
      title={translate('pages.settings.title')}
      lead={translate(superadmin ? 'pages.settings.lead' : 'pages.settings.own_lead')}
    >
      {superadmin &&
        (data ? <SettingsForm key={data.version} tenant={data} /> : <Skeleton variant="rectangular" height={240} />)}
      <BrandingCard />
      <OwnLimits />
    </PageFrame>
  )
}

function SettingsForm({ tenant }: { readonly tenant: Tenant }) {
  const translate = useTranslate()
  const notify = useNotify()
  const reopen = useReopen()
  const [value, setValue] = useState(settingsOf(tenant))
  const [refusal, setRefusal] = useState<{ message: string; errors: Record<string, string> }>()
  const { mutate, isPending } = useTell<Tenant>({
    async onDone() {
      setRefusal(undefined)
      notify('pages.saved', { type: 'success' })
      await reopen()
    },
    onRefused({ message, errors }) {
      setRefusal({ message, errors: (errors as Record<string, string> | undefined) ?? {} })
      return true
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    mutate({ path: '/tenant', method: 'PATCH', body: { ...value, version: tenant.version } })
  }
  const isSame = JSON.stringify(value) === JSON.stringify(settingsOf(tenant))
  return (
    <Card>
      <Box component="form" onSubmit={submit} sx={{ display: 'grid', gap: 2 }}>
        {refusal && <Alert severity="error">{refusal.message}</Alert>}
        <SettingsFields value={value} errors={refusal?.errors ?? {}} onChange={setValue} />
        <Box>
          <Button type="submit" variant="contained" loading={isPending} disabled={isSame}>
            {translate('ra.action.save')}
          </Button>
        </Box>
      </Box>
    </Card>
  )
}
