import Add from '@mui/icons-material/Add'
import { Box, Button, MenuItem, Skeleton, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { useTranslate } from 'react-admin'
import { useSearchParams } from 'react-router-dom'
import { useManifest } from '../../server/manifest.ts'
import { useReopen } from '../../server/reopen.ts'
import { useNoun } from '../../words/nouns.ts'
import { Card } from '../parts/card.tsx'
import { PageFrame } from '../parts/page-frame.tsx'
import { useCore, useTell } from '../parts/use-core.ts'
import { DeleteField } from './delete-field.tsx'
import type { OwnField } from './field.ts'
import { FieldDialog } from './field-dialog.tsx'
import { FieldRows, type Step } from './field-rows.tsx'
import { OwnFields } from './own-fields.tsx'

/** What this business notes beyond what the plugins know: fields it adds to any kind of record. */
export default function FieldsPage() {
  const translate = useTranslate()
  const noun = useNoun()
  const reopen = useReopen()
  const { resources } = useManifest()
  const [search, setSearch] = useSearchParams()
  const open = resources.filter(({ customizable }) => customizable)
  const named = search.get('resource')
  const resource = open.find(({ name }) => name === named) ?? open[0]
  const { data } = useCore<readonly OwnField[]>(`/fields?resource=${resource?.name ?? ''}`, {
    isOn: !!resource,
    every: 5000,
  })
  const [editing, setEditing] = useState<{ readonly field?: OwnField } | null>(null)
  const [deleting, setDeleting] = useState<OwnField | null>(null)
  const { mutate } = useTell({ onDone: reopen })
  const active = data?.filter(({ status }) => status === 'active') ?? []
  const archived = data?.filter(({ status }) => status === 'archived') ?? []
  if (!resource) return null

  function move(field: OwnField, by: number): void {
    const ids = active.map(({ id }) => id).filter((id) => id !== field.id)
    ids.splice(active.indexOf(field) + by, 0, field.id)
    mutate({ path: '/fields/order', body: { resource: resource?.name, ids } })
  }
  const onStep = (step: Step, field: OwnField) => {
    if (step === 'edit') setEditing({ field })
    else if (step === 'delete') setDeleting(field)
    else if (step === 'up') move(field, -1)
    else if (step === 'down') move(field, 1)
    else mutate({ path: `/fields/${field.id}/${step}` })
  }
  const add = (
    <Button variant="contained" startIcon={<Add />} onClick={() => setEditing({})}>
      {translate('pages.fields.add')}
    </Button>
  )
  return (
    <PageFrame title={translate('pages.fields.title')} lead={translate('pages.fields.lead')} isNarrow>
      <TextField
        select
        label={translate('pages.fields.resource')}
        value={resource.name}
        onChange={({ target }) => setSearch({ resource: target.value })}
        sx={{ maxWidth: 360 }}
      >
        {open.map(({ name }) => (
          <MenuItem key={name} value={name}>
            {noun(name, { count: 2, capitalized: true })}
          </MenuItem>
        ))}
      </TextField>
      <Card title={translate('pages.fields.added')} actions={active.length > 0 && add} isFlush={active.length > 0}>
        {!data && <Skeleton variant="rectangular" height={120} />}
        {data && active.length === 0 && (
          <Box sx={{ display: 'grid', gap: 1.5, justifyItems: 'start' }}>
            <Typography color="textSecondary">{translate('pages.fields.empty')}</Typography>
            {add}
          </Box>
        )}
        {active.length > 0 && <FieldRows fields={active} onStep={onStep} />}
      </Card>
      {archived.length > 0 && (
        <Card title={translate('pages.fields.archived')} lead={translate('pages.fields.archived_lead')} isFlush>
          <FieldRows fields={archived} onStep={onStep} />
        </Card>
      )}
      <OwnFields resource={resource} />
      {editing && (
        <FieldDialog resource={resource.name} field={editing.field} onClose={() => setEditing(null)} onSaved={reopen} />
      )}
      {deleting && <DeleteField field={deleting} onClose={() => setDeleting(null)} onDone={reopen} />}
    </PageFrame>
  )
}
