import Add from '@mui/icons-material/Add'
import { Box, Button, Chip, List, ListItem, ListItemText, Skeleton } from '@mui/material'
import { useState } from 'react'
import { useNotify, useTranslate } from 'react-admin'
import { Empty } from '../../shell/empty.tsx'
import { Card } from '../parts/card.tsx'
import { Confirm } from '../parts/confirm.tsx'
import { PageFrame } from '../parts/page-frame.tsx'
import { useCore, useTell } from '../parts/use-core.ts'
import { ProviderForm } from './provider-form.tsx'
import type { Provider } from './providers.ts'

/** The providers by which people come in, for whoever runs the installation. */
export default function ProvidersPage() {
  const translate = useTranslate()
  const notify = useNotify()
  const [edited, setEdited] = useState<Provider | 'new' | null>(null)
  const [leaving, setLeaving] = useState<Provider | null>(null)
  const { data } = useCore<readonly Provider[]>('/providers')
  const removing = useTell({ onDone: () => setLeaving(null) })
  const testing = useTell<{ issuer: string }>({
    onDone: ({ issuer }) => notify('pages.providers.testOk', { type: 'success', messageArgs: { name: issuer } }),
  })
  return (
    <PageFrame
      isNarrow
      title={translate('pages.providers.title')}
      lead={translate('pages.providers.lead')}
      actions={
        <Button variant="contained" startIcon={<Add />} onClick={() => setEdited('new')}>
          {translate('pages.providers.new')}
        </Button>
      }
    >
      <Card isFlush>
        {!data && <Skeleton variant="rectangular" height={160} />}
        {data?.length === 0 && <Empty text={translate('pages.providers.none')} />}
        <List disablePadding>
          {data?.map((provider) => (
            <ListItem key={provider.id} divider sx={{ flexWrap: 'wrap', gap: 1 }}>
              <ListItemText
                sx={{ flex: '1 1 240px', overflowWrap: 'anywhere' }}
                primary={<Named {...provider} />}
                secondary={[provider.issuer, ...provider.domains].join(' · ')}
              />
              <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5 }}>
                <Button
                  loading={testing.isPending}
                  aria-label={`${translate('pages.providers.test')}: ${provider.label}`}
                  onClick={() => testing.mutate({ path: `/providers/${provider.id}/test`, body: {} })}
                >
                  {translate('pages.providers.test')}
                </Button>
                <Button
                  aria-label={`${translate('ra.action.edit')}: ${provider.label}`}
                  onClick={() => setEdited(provider)}
                >
                  {translate('ra.action.edit')}
                </Button>
                <Button
                  color="error"
                  aria-label={`${translate('ra.action.remove')}: ${provider.label}`}
                  onClick={() => setLeaving(provider)}
                >
                  {translate('ra.action.remove')}
                </Button>
              </Box>
            </ListItem>
          ))}
        </List>
      </Card>
      {edited && <ProviderForm provider={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
      <Confirm
        isOpen={leaving !== null}
        title={translate('pages.providers.remove', { name: leaving?.label ?? '' })}
        action={translate('ra.action.remove')}
        isDestructive
        isBusy={removing.isPending}
        onClose={() => setLeaving(null)}
        onConfirm={() => leaving && removing.mutate({ path: `/providers/${leaving.id}`, method: 'DELETE' })}
      >
        {translate('pages.providers.remove_hint')}
      </Confirm>
    </PageFrame>
  )
}

function Named({ label, active, trusted, bothSteps }: Provider) {
  const translate = useTranslate()
  const marks = [
    !active && { label: translate('pages.providers.off'), color: 'warning' as const },
    trusted && { label: translate('pages.providers.isTrusted'), color: 'primary' as const },
    bothSteps && { label: translate('pages.providers.both'), color: 'default' as const },
  ].filter((mark) => mark !== false)
  return (
    <Box component="span" sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', fontWeight: 600 }}>
      {label}
      {marks.map((mark) => (
        <Chip key={mark.label} size="small" variant="outlined" {...mark} />
      ))}
    </Box>
  )
}
