import { Alert, Button, Skeleton } from '@mui/material'
import { useNotify, useTranslate } from 'react-admin'
import { useParams } from 'react-router-dom'
import { useSay } from '../../words/use-words.ts'
import { PageFrame } from '../parts/page-frame.tsx'
import { useCore, useTell } from '../parts/use-core.ts'
import { DeletionCard } from './deletion-card.tsx'
import { ExportCard } from './export-card.tsx'
import { QuotasCard } from './quotas-card.tsx'
import type { Deletion, Loss, Tenant } from './tenants.ts'

/** One business of the installation: what it may have, its file, its end. */
export default function TenantPage() {
  const { id = '' } = useParams()
  const { data: tenant } = useCore<Tenant>(`/tenants/${id}`)
  const { data: end } = useCore<{ graceDays: number; loss: Loss; deletion: Deletion | null }>(`/tenants/${id}/deletion`)
  if (!tenant || !end) return <Skeleton variant="rectangular" height={320} sx={{ mt: 2 }} />
  const isLeaving = tenant.status === 'deleting'
  return (
    <PageFrame isNarrow title={tenant.name} lead={[tenant.slug, tenant.zone, tenant.currency].join(' · ')}>
      {end.deletion && isLeaving && <Leaving tenant={tenant} deletion={end.deletion} />}
      <QuotasCard tenantId={tenant.id} />
      <ExportCard tenant={tenant} />
      {!isLeaving && <DeletionCard tenant={tenant} {...end} />}
    </PageFrame>
  )
}

/** It is shut; one click brings it back. */
function Leaving({ tenant, deletion }: { readonly tenant: Tenant; readonly deletion: Deletion }) {
  const translate = useTranslate()
  const say = useSay()
  const notify = useNotify()
  const { mutate, isPending } = useTell({
    onDone: () => notify('pages.tenant.taken_back', { type: 'success', messageArgs: { name: tenant.name } }),
  })
  return (
    <Alert
      severity="warning"
      action={
        <Button
          color="inherit"
          loading={isPending}
          onClick={() => mutate({ path: `/tenants/${tenant.id}/deletion`, method: 'DELETE' })}
        >
          {translate('pages.tenant.take_back')}
        </Button>
      }
    >
      {translate('pages.tenant.leaving', { at: say('instant', deletion.dueAt), by: deletion.askedBy })}
    </Alert>
  )
}
