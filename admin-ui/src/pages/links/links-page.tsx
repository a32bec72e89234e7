import Add from '@mui/icons-material/Add'
import { Alert, Button, List, Skeleton } from '@mui/material'
import { useState } from 'react'
import { useTranslate } from 'react-admin'
import { useSearchParams } from 'react-router-dom'
import { Card } from '../parts/card.tsx'
import { Confirm } from '../parts/confirm.tsx'
import { PageFrame } from '../parts/page-frame.tsx'
import { useCore, useTell } from '../parts/use-core.ts'
import { BothSides } from './both-sides.tsx'
import { LinkForm } from './link-form.tsx'
import { LinkRow } from './link-row.tsx'
import type { LinkRecord } from './links.ts'

/** Businesses on other servers whose data administrators read from here. */
export default function LinksPage() {
  const translate = useTranslate()
  const [params] = useSearchParams()
  const [edited, setEdited] = useState<LinkRecord | 'new' | null>(null)
  const [leaving, setLeaving] = useState<LinkRecord | null>(null)
  const { data } = useCore<readonly LinkRecord[]>('/links')
  const removing = useTell({ onDone: () => setLeaving(null) })
  const trouble = data?.find(({ id, state }) => id === params.get('trouble') && state !== 'working')
  return (
    <PageFrame
      isNarrow
      title={translate('pages.links.title')}
      lead={translate('pages.links.lead')}
      actions={
        <Button variant="contained" startIcon={<Add />} onClick={() => setEdited('new')}>
          {translate('pages.links.new')}
        </Button>
      }
    >
      {trouble && (
        <Alert severity="error">
          {translate('pages.links.over', { name: trouble.name })} {trouble.failure?.message}
        </Alert>
      )}
      <Card isFlush>
        {!data && <Skeleton variant="rectangular" height={160} />}
        {data?.length === 0 && <BothSides />}
        <List disablePadding>
          {data?.map((link) => (
            <LinkRow key={link.id} link={link} onRename={() => setEdited(link)} onRemove={() => setLeaving(link)} />
          ))}
        </List>
      </Card>
      {edited && <LinkForm link={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
      <Confirm
        isOpen={leaving !== null}
        title={translate('pages.links.remove', { name: leaving?.name ?? '' })}
        action={translate('ra.action.remove')}
        isDestructive
        isBusy={removing.isPending}
        onClose={() => setLeaving(null)}
        onConfirm={() => leaving && removing.mutate({ path: `/links/${leaving.id}`, method: 'DELETE' })}
      >
        {translate('pages.links.remove_hint')}
      </Confirm>
    </PageFrame>
  )
}
