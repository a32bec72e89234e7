import { Alert, Skeleton } from '@mui/material'
import { useTranslate } from 'react-admin'
import { useManifest } from '../../server/manifest.ts'
import { Confirm } from '../parts/confirm.tsx'
import { useCore, useTell } from '../parts/use-core.ts'
import { type OwnField, textIn } from './field.ts'

interface DeleteFieldProps {
  readonly field: OwnField
  readonly onClose: () => void
  readonly onDone: () => Promise<void>
}

/** Gone for good: says how many records lose what they say. */
export function DeleteField({ field, onClose, onDone }: DeleteFieldProps) {
  const translate = useTranslate()
  const { language, tenant } = useManifest()
  const { data } = useCore<{ readonly records: number }>(`/fields/${field.id}/usage`)
  const { mutate, isPending } = useTell<OwnField>({
    async onDone() {
      await onDone()
      onClose()
    },
  })
  return (
    <Confirm
      isOpen
      title={translate('pages.fields.delete.title', { name: textIn(field.labels, language, tenant.language) })}
      action={translate('pages.fields.delete.action')}
      isDestructive
      isBusy={isPending}
      isDisabled={!data}
      onClose={onClose}
      onConfirm={() => mutate({ method: 'DELETE', path: `/fields/${field.id}` })}
    >
      {data ? (
        <Alert severity={data.records > 0 ? 'warning' : 'info'}>
          {translate('pages.fields.delete.records', { smart_count: data.records })}{' '}
          {translate('pages.fields.delete.hint', { key: field.key })}
        </Alert>
      ) : (
        <Skeleton variant="rounded" height={64} />
      )}
    </Confirm>
  )
}
