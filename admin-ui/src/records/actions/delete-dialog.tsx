import type { ManifestResource } from '@guildhall/sdk/manifest'
import { Alert, Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material'
import { useState } from 'react'
import { HttpError, type RaRecord, useDelete, useNotify, useRedirect, useTranslate } from 'react-admin'
import { useTitleOf } from '../../fields/title.ts'
import { useNoun } from '../../words/nouns.ts'
import { useRefusal } from '../refusal.ts'
import { may, type Rights } from '../rights.ts'

interface Dependant {
  readonly resource: string
  readonly count: number
}

export interface DeleteDialogProps {
  readonly resource: ManifestResource
  readonly record: RaRecord & Rights
  readonly onClose: () => void
}

/** Deleting is for good, so it is asked; what depends on the record keeps it, and is named. */
export function DeleteDialog({ resource, record, onClose }: DeleteDialogProps) {
  const { name } = resource
  const translate = useTranslate()
  const title = useTitleOf()(name, record)
  const noun = useNoun()
  const notify = useNotify()
  const redirect = useRedirect()
  const refusal = useRefusal()
  const [remove, { isPending }] = useDelete<RaRecord>()
  const [error, setError] = useState<unknown>(null)
  const dependants =
    error instanceof HttpError ? (error.body?.params?.dependants as Dependant[] | undefined) : undefined

  async function act() {
    try {
      await remove(name, { id: record.id, previousData: record }, { mutationMode: 'pessimistic', returnPromise: true })
      onClose()
      notify('records.deleted', { type: 'info', messageArgs: { title } })
      redirect('list', name)
    } catch (refused) {
      setError(refused)
    }
  }

  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="xs" aria-labelledby="delete-title">
      <DialogTitle id="delete-title">{translate('records.delete.title', { name: noun(name) })}</DialogTitle>
      <DialogContent>
        {error === null ? (
          <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
            {translate('records.delete.text', { title })}
          </Typography>
        ) : (
          <Alert severity="error" role="alert">
            {dependants ? translate('records.delete.in_use', { title }) : refusal.text(error)}
            {dependants && (
              <ul>
                {dependants.map(({ resource: other, count }) => (
                  <li key={other}>
                    {translate('records.delete.dependants', {
                      smart_count: count,
                      name: noun(other, { count, capitalized: true }),
                    })}
                  </li>
                ))}
              </ul>
            )}
            {dependants && may(record, 'archive') && translate('records.delete.archive_instead')}
          </Alert>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} autoFocus>
          {translate(error === null ? 'ra.action.cancel' : 'ra.action.close')}
        </Button>
        {error === null && (
          <Button color="error" variant="contained" loading={isPending} onClick={() => void act()}>
            {translate('ra.action.delete')}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  )
}
