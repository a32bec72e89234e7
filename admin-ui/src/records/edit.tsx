import type { ManifestResource } from '@guildhall/sdk/manifest'
import { Alert, Button } from '@mui/material'
import { useState } from 'react'
import { EditBase, type RaRecord, useCreatePath, useEditContext, useResourceContext, useTranslate } from 'react-admin'
import { Link, useNavigate } from 'react-router-dom'
import { useTitleOf } from '../fields/title.ts'
import { useManifest } from '../server/manifest.ts'
import { RecordForm } from './form/record-form.tsx'
import { updatableIn } from './form/settle.ts'
import { StaleDialog } from './form/stale-dialog.tsx'
import { useStore } from './form/use-store.ts'
import { changesIn } from './form/values.ts'
import { Loading } from './loading.tsx'
import { RecordPage } from './record-page.tsx'
import type { Rights } from './rights.ts'

/** The form of one record. */
export function RecordEdit() {
  const resource = useManifest().require(useResourceContext() ?? '')
  return (
    <EditBase queryOptions={{ refetchOnMount: 'always' }}>
      <Begun resource={resource} />
    </EditBase>
  )
}

/** What others change meanwhile does not touch the form: it keeps to the record it began with, and saving tells. */
function Begun({ resource }: { readonly resource: ManifestResource }) {
  const { record, isFetching } = useEditContext<RaRecord & Rights>()
  const [begun, begin] = useState<RaRecord & Rights>()
  const isWhole = record && (record._can || !isFetching)
  if (isWhole && begun?.id !== record.id) begin(record)
  return begun ? <Editing key={begun.id} resource={resource} begun={begun} /> : <Loading />
}

interface EditingProps {
  readonly resource: ManifestResource
  readonly begun: RaRecord & Rights
}

function Editing({ resource, begun }: EditingProps) {
  const translate = useTranslate()
  const navigate = useNavigate()
  const title = useTitleOf()(resource.name, begun)
  const leave = useCreatePath()({ resource: resource.name, id: begun.id, type: 'show' })
  const { fields, settled } = updatableIn(resource, begun)
  const { store, isStoring, stale, close } = useStore(resource, fields, begun)
  if (begun['archivedAt']) return <ReadOnly title={title} to={leave} />
  return (
    <RecordPage title={translate('records.form.edit', { title })}>
      <RecordForm
        resource={resource}
        fields={fields}
        settled={settled}
        record={begun}
        saveLabel="ra.action.save"
        onCancel={() => navigate(leave)}
        onSubmit={(form) => store(changesIn(fields, form, begun), begun)}
      >
        {stale && (
          <StaleDialog
            id={begun.id}
            differences={stale.differences}
            by={stale.by}
            isSaving={isStoring}
            onClose={close}
            onSave={(kept) => store(kept, stale.theirs)}
          />
        )}
      </RecordForm>
    </RecordPage>
  )
}

function ReadOnly({ title, to }: { readonly title: string; readonly to: string }) {
  const translate = useTranslate()
  return (
    <RecordPage title={title}>
      <Alert
        severity="info"
        action={
          <Button color="inherit" component={Link} to={to}>
            {translate('ra.action.show')}
          </Button>
        }
      >
        {translate('records.archived_read_only')}
      </Alert>
    </RecordPage>
  )
}
