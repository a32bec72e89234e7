import type { ManifestAction, ManifestRecordField, ManifestResource } from '@guildhall/sdk/manifest'
import {
  Alert,
  Box,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  LinearProgress,
  Typography,
} from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { Form, type Identifier, useDataProvider, useGetMany, useListContext, useTranslate } from 'react-admin'
import { kindOf } from '../../../fields/kinds.ts'
import { useTitleOf } from '../../../fields/title.ts'
import type { GuildhallData } from '../../../server/data-provider.ts'
import { useManifest } from '../../../server/manifest.ts'
import { initialValues, valuesIn } from '../../form/values.ts'
import { type Outcome, runEach } from './bulk-run.ts'

export type BulkWork =
  | { readonly kind: 'archive' | 'restore' | 'delete' }
  | { readonly kind: 'update'; readonly field: ManifestRecordField }
  | { readonly kind: 'act'; readonly action: ManifestAction }

interface BulkDialogProps {
  readonly resource: ManifestResource
  readonly work: BulkWork
  readonly ids: readonly Identifier[]
  onClose(): void
}

const formId = 'bulk-form'

/** Asks for what the work needs, shows how far it is, and tells what came of it. */
export default function BulkDialog({ resource, work, ids: chosen, onClose }: BulkDialogProps) {
  const translate = useTranslate()
  const client = useQueryClient()
  const { onUnselectItems, onSelect } = useListContext()
  const data = useDataProvider<GuildhallData>()
  const { me, zone } = useManifest()
  const [ids] = useState(chosen)
  const [finished, setFinished] = useState<number | null>(null)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const { text, fields, isDanger } = askedBy(work)

  // biome-ignore lint/correctness/useExhaustiveDependencies: a form begins once
  const begun = useMemo(() => initialValues(fields, { me, zone, now: new Date() }), [])

  async function run(values: Record<string, unknown>) {
    setFinished(0)
    const given = valuesIn(fields, values)
    const filled = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null))
    const each = (id: Identifier) => {
      if (work.kind === 'act') return data.act(resource.name, id, work.action.name, filled)
      if (work.kind === 'update')
        return data.call(`/${resource.name}/${id}`, {
          method: 'PATCH',
          body: { [work.field.name]: null, ...given },
        })
      if (work.kind === 'delete') return data.call(`/${resource.name}/${id}`, { method: 'DELETE' })
      return data.act(resource.name, id, work.kind)
    }
    const result = await runEach(ids, each, setFinished)
    await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === resource.name })
    if (result.refused.length === 0) onUnselectItems()
    else onSelect(result.refused.map(({ id }) => id))
    setOutcome(result)
  }

  const isRunning = finished !== null && outcome === null
  return (
    <Dialog open onClose={isRunning ? undefined : onClose} fullWidth maxWidth="sm">
      <DialogTitle>{translate('lists.bulk.asks', { step: translate(text), smart_count: ids.length })}</DialogTitle>
      <DialogContent>
        {finished === null && (
          <Form id={formId} record={begun} onSubmit={(values: Record<string, unknown>) => void run(values)}>
            <Box sx={{ display: 'grid', gap: 2, pt: 1 }}>
              {fields.map((field) => {
                const { Input } = kindOf(field.kind)
                return Input && <Input key={field.name} field={field} source={field.name} />
              })}
              {isDanger && (
                <Alert severity="warning">
                  {translate(`lists.bulk.${work.kind === 'delete' ? 'deleting' : 'beware'}`)}
                </Alert>
              )}
              {fields.length === 0 && !isDanger && <Typography>{translate('lists.bulk.sure')}</Typography>}
            </Box>
          </Form>
        )}
        {isRunning && (
          <LinearProgress variant="determinate" value={(finished / ids.length) * 100} aria-label={translate(text)} />
        )}
        {outcome && <Told resource={resource} outcome={outcome} />}
      </DialogContent>
      <DialogActions>
        {outcome ? (
          <Button autoFocus variant="contained" onClick={onClose}>
            {translate('ra.action.close')}
          </Button>
        ) : (
          <>
            <Button color="inherit" disabled={isRunning} onClick={onClose}>
              {translate('ra.action.cancel')}
            </Button>
            <Button
              type="submit"
              form={formId}
              variant="contained"
              color={isDanger ? 'error' : 'primary'}
              disabled={isRunning}
            >
              {translate(text)}
            </Button>
          </>
        )}
      </DialogActions>
    </Dialog>
  )
}

function askedBy(work: BulkWork) {
  if (work.kind === 'update') {
    const field = { ...work.field, required: !work.field.optional }
    return { text: 'lists.bulk.change', fields: [field], isDanger: false }
  }
  if (work.kind === 'act')
    return { text: work.action.label, fields: work.action.input, isDanger: work.action.destructive }
  return { text: `core:actions.${work.kind}`, fields: [], isDanger: work.kind === 'delete' }
}

function Told({
  resource,
  outcome: { done, refused },
}: {
  readonly resource: ManifestResource
  readonly outcome: Outcome
}) {
  const translate = useTranslate()
  const titleOf = useTitleOf()
  const { data } = useGetMany(
    resource.name,
    { ids: refused.map(({ id }) => id) },
    { retry: false, enabled: refused.length > 0 },
  )
  return (
    <Box sx={{ display: 'grid', gap: 1 }} role="status">
      {done.length > 0 && (
        <Alert severity="success">{translate('lists.bulk.done', { smart_count: done.length })}</Alert>
      )}
      {refused.length > 0 && (
        <Alert severity="error" sx={{ '& .MuiAlert-message': { minWidth: 0 } }}>
          {translate('lists.bulk.refused', { smart_count: refused.length })}
          <Box component="ul" sx={{ m: 0, mt: 0.5, pl: 2.5, maxHeight: 280, overflowY: 'auto' }}>
            {refused.map(({ id, reason }) => (
              <li key={id}>
                <b>
                  {titleOf(
                    resource.name,
                    data?.find((record) => record?.id === id),
                  )}
                </b>
                {': '}
                {reason}
              </li>
            ))}
          </Box>
        </Alert>
      )}
    </Box>
  )
}
