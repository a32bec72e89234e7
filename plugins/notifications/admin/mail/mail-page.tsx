import { Card, PageFrame } from '@guildhall/admin-ui'
import { Box, Button, Skeleton } from '@mui/material'
import type { FormEvent } from 'react'
import { useTranslate } from 'react-admin'
import { Link } from 'react-router-dom'
import { SettingField } from './setting-field.tsx'
import { useDraft, useSettings } from './settings.ts'
import { Trial } from './trial.tsx'

type Kept = NonNullable<ReturnType<typeof useSettings>['data']>

/** How the tenant's mails and messages leave. */
export function MailPage() {
  const translate = useTranslate()
  const { data, error } = useSettings()
  if (error) throw error
  return (
    <PageFrame
      isNarrow
      actions={
        <Button component={Link} to="/notification-deliveries">
          {translate('notifications:slots.mail.log')}
        </Button>
      }
    >
      {data ? (
        <>
          <Server key={`mail ${data.version}`} kept={data} />
          <Gateway key={`gateway ${data.version}`} kept={data} />
        </>
      ) : (
        <Skeleton variant="rounded" height={320} />
      )}
    </PageFrame>
  )
}

const smtp = ['smtpHost', 'smtpPort', 'smtpSecurity', 'smtpUser', 'smtpPassword', 'smtpFrom', 'smtpFromName']

function Server({ kept }: { readonly kept: Kept }) {
  const translate = useTranslate()
  const form = useDraft(kept, smtp, ['smtpPassword'])
  return (
    <Card title={translate('notifications:slots.mail.server')} lead={translate('notifications:slots.mail.serverText')}>
      <Box component="form" noValidate onSubmit={submitting(form.save)} sx={{ display: 'grid', gap: 2 }}>
        <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { sm: '3fr 1fr 2fr' } }}>
          <SettingField name="smtpHost" form={form} />
          <SettingField name="smtpPort" type="number" form={form} />
          <SettingField name="smtpSecurity" choices={['starttls', 'tls', 'none']} form={form} />
        </Box>
        <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { sm: '1fr 1fr' } }}>
          <SettingField name="smtpUser" form={form} />
          <SettingField
            name="smtpPassword"
            type="password"
            form={form}
            hint={form.isKept('smtpPassword') ? translate('notifications:slots.mail.passwordKept') : undefined}
          />
          <SettingField name="smtpFrom" type="email" form={form} />
          <SettingField name="smtpFromName" form={form} />
        </Box>
        <Box>
          <Button type="submit" variant="contained" loading={form.isPending}>
            {translate('notifications:slots.mail.save')}
          </Button>
        </Box>
      </Box>
      <Trial isChanged={form.isChanged} />
    </Card>
  )
}

const gateway = ['gatewayUrl', 'gatewayHeaders', 'gatewayBody']

function Gateway({ kept }: { readonly kept: Kept }) {
  const translate = useTranslate()
  const form = useDraft(kept, gateway, ['gatewayHeaders'])
  return (
    <Card
      title={translate('notifications:slots.mail.gateway')}
      lead={translate('notifications:slots.mail.gatewayText', {
        placeholders: '{{to}}, {{title}}, {{text}}, {{link}}',
      })}
    >
      <Box component="form" noValidate onSubmit={submitting(form.save)} sx={{ display: 'grid', gap: 2 }}>
        <SettingField name="gatewayUrl" type="url" form={form} />
        <SettingField
          name="gatewayHeaders"
          rows={2}
          form={form}
          hint={form.isKept('gatewayHeaders') ? translate('notifications:slots.mail.headersKept') : undefined}
        />
        <SettingField name="gatewayBody" rows={2} form={form} />
        <Box>
          <Button type="submit" variant="contained" loading={form.isPending}>
            {translate('notifications:slots.mail.save')}
          </Button>
        </Box>
      </Box>
    </Card>
  )
}

const submitting = (save: () => void) => (event: FormEvent) => {
  event.preventDefault()
  save()
}
